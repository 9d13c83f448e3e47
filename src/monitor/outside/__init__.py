"""The only doors: who may be dialled, the guarded session, the killable child."""
