"""How the letters of each script sound, for comparing names: tables for `romanise`.

A rule is `letters=sound`; the longest letters win, `letters=` is silent. Sounds are small letters
as in English, and S (sh), Z (zh), C (ch), J (dj), c (ts), x (kh). `(e` after the letters means
"before e, i or y", `$` the end of the word, `^` its beginning.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

_ANY: Final = (
    "sh=S zh=Z ch=C kh=x ph=f th=t gh=g ck=k qu=k q=k x=ks tsch=C tch=C sch=S shch=S dj=J dzh=J "
    "ts=c tz=c j=J c=k c(e=s ç=s š=S ś=S ș=S ş=S ž=Z ż=Z ź=Z č=C ć=C ţ=c ț=c ł=l đ=d ð=d þ=t ß=s "
    "æ=e ø=o œ=e ə=e ı=i ğ= ʻ= '= h$= ^wh=w ^x=s ^ps=s ng=ng"
)
_SLAVIC: Final = "ch=x c=c c(e=c j=y đ=J dž=J lj=l nj=n dj=J"
_NORDIC: Final = "sj=S skj=S tj=C j=y c(e=s zj=Z tsj=C ch=C"

LATIN: Final = {
    "any": "",
    "de": "sch=S tsch=C dsch=J ch=x chs=ks z=c tz=c w=v j=y c(e=c ph=f",
    "fr": "ch=S tch=C ou=u j=Z dj=J g(e=Z gu(e=g oï=oi gn=n qu=k c(e=s",
    "nl": "sj=S tsj=C zj=Z dzj=J oe=u j=y ch=x sch=sx ij=ei",
    "af": "sj=S tsj=C oe=u j=y g=x w=v",
    "pl": "sz=S cz=C szcz=S rz=Z dż=J dź=J dz=c ch=x c=c c(e=c w=v j=y ń=n ó=u ą=on ę=en",
    "cs": _SLAVIC + " ř=rZ ě=e",
    "sk": _SLAVIC,
    "sl": _SLAVIC,
    "hr": _SLAVIC,
    "bs": _SLAVIC,
    "sr": _SLAVIC,
    "hu": "sz=s zs=Z cs=C s=S gy=d ny=n ty=t ly=y dzs=J c=c c(e=c j=y",
    "tr": "c=J c(e=J ç=C ş=S j=Z ğ= ",
    "az": "c=J c(e=J ç=C ş=S j=Z ğ=g x=x q=g",
    "ro": "c(e=C g(e=J ch=k gh=g j=Z",
    "it": "ch=k gh=g c(e=C g(e=J sc(e=S gn=n gl(e=l j=y z=c",
    "es": "j=x ll=y ch=C z=s gu(e=g g(e=x v=b h=",
    "pt": "ch=S j=Z nh=n lh=l x=S g(e=Z gu(e=g",
    "ca": "x=S tx=C j=Z ny=n g(e=Z",
    "id": "sy=S c=C c(e=C j=J kh=x ny=n",
    "ms": "sy=S c=C c(e=C j=J kh=x ny=n",
    "sv": _NORDIC,
    "no": _NORDIC,
    "da": _NORDIC,
    "fi": "j=y w=v",
    "et": "j=y w=v",
    "lt": "j=y c=c c(e=c",
    "lv": "j=y c=c c(e=c ķ=k ģ=g ļ=l ņ=n",
    "sq": "c=c c(e=c ç=C q=C x=J xh=J j=y sh=S zh=Z",
    "sw": "",
    "tl": "",
    "vi": "",
}
"""What a language reads otherwise than most; `any` is the English and common reading."""

CYRILLIC: Final = (
    "а=a б=b в=v г=g ґ=g ғ=g д=d ђ=J ѓ=g е=e є=e ж=Z җ=J з=z и=i і=i ї=i й=y ј=y к=k қ=k л=l љ=l "
    "м=m н=n њ=n ң=ng о=o ө=o п=p пх=p р=r с=s т=t ћ=C ќ=k у=u ў=u ү=u ұ=u ф=f х=x һ=h кх=k тх=t "
    "ц=c ч=C џ=J ш=S щ=S ъ= ы=i ь= э=e ә=e ю=yu я=ya дж=J чж=J тс=c дз=c '= ’="
)
GREEK: Final = (
    "α=a β=v γ=g γκ=g γγ=ng δ=d ε=e ζ=z η=i θ=t ι=i κ=k λ=l μ=m μπ=b ν=n ντ=d ξ=ks ο=o π=p ρ=r "
    "σ=s ς=s τ=t τσ=c τζ=J υ=i φ=f χ=x ψ=ps ω=o ου=u αι=e ει=i οι=i αυ=av ευ=ev σκ=sk"
)
ARMENIAN: Final = (
    "ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=Z ի=i լ=l խ=x ծ=c կ=k հ=h ձ=c ղ=g ճ=C մ=m յ=y ն=n շ=S "
    "ո=o չ=C պ=p ջ=J ռ=r ս=s վ=v տ=t ր=r ց=c ւ=v ու=u փ=p ք=k և=ev օ=o ֆ=f եւ=ev"
)
GEORGIAN: Final = (
    "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=Z რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=g "
    "ყ=k შ=S ჩ=C ც=c ძ=c წ=c ჭ=C ხ=x ჯ=J ჰ=h"
)
HEBREW: Final = (
    "א=a ב=b ג=g ג'=J ד=d ה=h ה$=a ו=u וו=v ז=z ז'=Z ח=x ט=t י=i כ=k ך=x ל=l מ=m ם=m נ=n ן=n ס=s "
    "ע=a פ=p ף=f צ=c ץ=c צ'=C ק=k ר=r ש=S ת=t ״= '="
)
ARABIC: Final = (
    "ا=a ب=b پ=p ت=t ث=t ج=J چ=C ح=h خ=x د=d ذ=d ر=r ز=z ژ=Z س=s ش=S ص=s ض=d ط=t ظ=z ع=a غ=g ف=f "
    "ڤ=v ق=k ك=k گ=g ل=l م=m ن=n ه=h ه$= و=u ي=i ء= ؤ=u ئ=i تش=C تس=c دج=J نغ$=n نج$=n ٹ=t ڈ=d ڑ=r "
    "ں=n ے=e ى=i لا=la"
)
THAI: Final = (
    "ก=k ข=k ฃ=k ค=k ฅ=k ฆ=k ง=ng จ=J ฉ=C ช=C ซ=s ฌ=C ญ=y ฎ=d ฏ=t ฐ=t ฑ=t ฒ=t ณ=n ด=d ต=t ถ=t ท=t "
    "ธ=t น=n บ=b ป=p ผ=p ฝ=f พ=p ฟ=f ภ=p ม=m ย=y ร=r ล=l ว=w ศ=s ษ=s ส=s ห=h ฬ=l อ=a ฮ=h ะ=a า=a "
    "ิ=i ี=i ึ=u ื=u ุ=u ู=u เ=e แ=e โ=o ใ=ai ไ=ai ั=a ำ=am"
)
DEVANAGARI: Final = (
    "अ=a आ=a इ=i ई=i उ=u ऊ=u ऋ=ri ए=e ऐ=ai ओ=o औ=au ऑ=o क=k ख=k ग=g घ=g ङ=n च=C छ=C ज=J झ=Z ञ=n "
    "ट=t ठ=t ड=d ढ=d ण=n त=t थ=t द=d ध=d न=n प=p फ=f ब=b भ=b म=m य=y र=r ल=l ळ=l व=v श=S ष=S स=s "
    "ह=h क़=k ख़=x ग़=g ज़=z ड़=r ढ़=r फ़=f ा=a ि=i ी=i ु=u ू=u ृ=ri े=e ै=ai ो=o ौ=au ॉ=o ं=n ँ=n ः="
)
INDIC: Final = {
    "Deva": 0x0900, "Beng": 0x0980, "Guru": 0x0A00, "Gujr": 0x0A80, "Orya": 0x0B00,
    "Taml": 0x0B80, "Telu": 0x0C00, "Knda": 0x0C80, "Mlym": 0x0D00,
}  # fmt: skip
"""Blocks of Unicode laid out as Devanagari's: a letter sounds as the one at its place there."""

KANA: Final = (
    "ア=a イ=i ウ=u エ=e オ=o カ=ka キ=ki ク=ku ケ=ke コ=ko ガ=ga ギ=gi グ=gu ゲ=ge ゴ=go サ=sa "
    "シ=Si ス=su セ=se ソ=so ザ=za ジ=Ji ズ=zu ゼ=ze ゾ=zo タ=ta チ=ti ツ=cu テ=te ト=to ダ=da "
    "ヂ=Ji ヅ=zu デ=de ド=do ナ=na ニ=ni ヌ=nu ネ=ne ノ=no ハ=ha ヒ=hi フ=fu ヘ=he ホ=ho バ=ba "
    "ビ=bi ブ=bu ベ=be ボ=bo パ=pa ピ=pi プ=pu ペ=pe ポ=po マ=ma ミ=mi ム=mu メ=me モ=mo ヤ=ya "
    "ユ=yu ヨ=yo ラ=ra リ=ri ル=ru レ=re ロ=ro ワ=wa ヲ=o ン=n ヴ=v ヴァ=va ヴィ=vi ヴェ=ve "
    "ヴォ=vo ファ=fa フィ=fi フェ=fe フォ=fo フュ=fyu ウィ=wi ウェ=we ウォ=wo シャ=Sa シュ=Su "
    "ショ=So シェ=Se ジャ=Ja ジュ=Ju ジョ=Jo ジェ=Je チャ=Ca チュ=Cu チョ=Co チェ=Ce ツァ=ca "
    "ツィ=ci ツェ=ce ツォ=co ティ=ti ディ=di トゥ=tu ドゥ=du キャ=kya キュ=kyu キョ=kyo "
    "ギャ=gya ギュ=gyu ギョ=gyo ニャ=nya ニュ=nyu ニョ=nyo ヒャ=hya ヒュ=hyu ヒョ=hyo ビャ=bya "
    "ビュ=byu ビョ=byo ピャ=pya ピュ=pyu ピョ=pyo ミャ=mya ミュ=myu ミョ=myo リャ=rya リュ=ryu "
    "リョ=ryo デュ=dyu テュ=tyu ッ= ー= ァ=a ィ=i ゥ=u ェ=e ォ=o ャ=ya ュ=yu ョ=yo "
)

_HAN: Final = """
a阿亚娅 ai艾埃爱 an安 ang昂 ao奥澳 ba巴芭 bai拜百 ban班万 bao保鲍 bei贝蓓 ben本 bi比毕碧 bin宾
bo博波伯勃 bu布 bie别 bian边 bing冰 cai采 ka卡喀 ce策 ch齐奇琪 cha查察 che切彻车 chen琛 chu丘楚
ci茨 da达 dai代戴 dan丹 dang当 dao道 de德 deng登邓 di迪地蒂狄 dian典 die迭 ding丁 du杜度都
dun顿敦 duo多 e厄俄额 en恩 er尔儿 fa法 fan凡范梵 fei菲费 fen芬 feng冯丰 fo佛 fu弗夫富福 gan甘
gang冈刚 gao高 ga加嘉 ge格戈葛 gen根 gu古 gua瓜 guo果 ha哈 hai海 han汉罕 hao豪 he赫河 hei黑
hen亨 hong洪宏 hu胡霍惑 hua华 huai怀 hui惠 hun洪 ji吉季 ki基 J杰 Ja贾 Ji济 Jin金 kai凯 kan坎
kang康 kao考 ke克科可柯 ken肯 keng铿 ku库 kua夸 kuai快 kun昆 kuo阔 la拉腊喇 lai莱来赖 lan兰岚
lang朗郎 lao劳老 le勒乐 lei雷蕾 li里利丽莉黎力理 lian连 lie列烈 lin林琳 ling林 liu刘留柳
long隆龙 lu卢鲁露路陆 lun伦 luo罗洛 lv吕 ma马玛 mai迈麦 man曼 mang芒 mao毛茂 mei梅美 men门
meng蒙孟 mi米密 mian缅 ming明 mo莫默摩 mu穆姆木 na纳娜 nai奈耐 nan南楠 nao瑙 nei内 neng能 ni尼妮
nian年 nie涅聂 ning宁 niu纽 nong农 nu努 nuo诺 o奥 ou欧 pa帕 pai派 pan潘 pang庞 pei佩裴 pen彭
peng蓬 pi皮 pin平 ping平 po波坡 pu普浦 qia恰 qiao乔 Jo乔 qin钦 qiu丘 quan泉 rang让 re热 ri日
ruo若 ru茹 rui瑞 sa萨撒莎 sai塞赛 san桑三 sang桑 se瑟色 sen森 sha沙 shan山 shang尚 shao绍 Se舍
Sen申 Si希西什 shen申 shi施史 shu舒 shuai帅 Suo肖 Si希 si斯思丝司 su苏 sun孙 suo索 ta塔 tai泰
tan坦 tang唐汤 tao陶 te特 teng滕 ti提 tian田 tie铁 ting廷 tong通 tu图土 tui推 tun屯 tuo托 wa瓦
wai怀 wan万 wang旺 wei维威韦魏 wen温文 wo沃 wu乌武伍 xi西 xia夏霞 xiao晓肖 xie谢 xin辛欣 xing兴
xiong雄 xiu休修 xu许旭 ya雅 yan延扬 yang扬 yao耀 ye叶耶 yi伊易宜 yin因英 ying英 yong永 you尤
yu于尤 yue约 yun云 zai宰 zan赞 ze泽 zeng曾 zha扎 zhan詹 zhang章 zhao兆 Ja贾 Ze热 zhen珍 zhi志
Ju朱 Juo卓 zi兹齐 zong宗 zu祖 zuo佐 Jia贾 Ca恰
"""


@cache
def han() -> dict[str, str]:
    """Give the characters that spell foreign names in Chinese, and their sounds."""
    pairs = re.findall(r"([a-zA-Z]+)([^\sa-zA-Z]+)", _HAN)
    found: dict[str, str] = {}
    for sound, characters in pairs:
        for one in characters:
            found.setdefault(one, _of_pinyin(sound))
    return found


def _of_pinyin(syllable: str) -> str:
    for letters, sound in (
        ("zh", "J"),
        ("ch", "C"),
        ("sh", "S"),
        ("q", "C"),
        ("x", "S"),
        ("j", "J"),
    ):
        if syllable.startswith(letters):
            return sound + syllable[len(letters) :]
    return syllable


@cache
def reader(rules: str, common: str = "") -> Callable[[str], str]:
    """Compile rules; those of a language stand over the common ones.

    Returns:
        A function that replaces letters by sounds in one pass, longest first; letters without a
        rule stay as they are.
    """
    table = dict(pair.split("=", 1) for pair in f"{common} {rules}".split())
    order = sorted(table, key=lambda letters: (-len(letters), letters))
    pattern = re.compile("|".join(f"(?P<r{at}>{_pattern(one)})" for at, one in enumerate(order)))
    sounds = {f"r{at}": table[one] for at, one in enumerate(order)}
    return lambda text: pattern.sub(lambda found: sounds[found.lastgroup or ""], text)


def _pattern(letters: str) -> str:
    start = "^" if letters.startswith("^") else ""
    before, soft, _ = letters.partition("(")
    bare = before.strip("^$")
    end = "$" if letters.endswith("$") else "(?=[eiyéèêëíìî])" if soft else ""
    return f"{start}{re.escape(bare)}{end}"


def common_latin() -> str:
    """Give the rules that all languages in Latin letters share."""
    return _ANY
