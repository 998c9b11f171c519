#!/usr/bin/env bash
# Makes the voices of the demonstration anew: callers and agents, Mandarin by espeak-ng (pinyin with tone numbers), cut to
# the telephone band by sox. 8 kHz, mono, 16 bit. Nothing here has another author.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { # NAME PITCH SPEED TEXT
  espeak-ng -v cmn-latn-pinyin -p "$2" -s "$3" -w "$work/say.wav" "$4"
  sox -D "$work/say.wav" -r 8000 -c 1 -b 16 "$1.wav" gain -6 highpass 200 lowpass 3400 \
    silence 1 0.01 0.5% reverse silence 1 0.01 0.5% reverse norm -3 pad 0.05 0.4
}

# 喂，你好，我要反映一个问题。我们小区楼下的路灯坏了，已经三天没有人来修。
say caller-1 35 175 "wei2, ni3 hao3, wo3 yao4 fan3 ying4 yi2 ge4 wen4 ti2. wo3 men5 xiao3 qu1 lou2 xia4 de5 lu4 deng1 huai4 le5, yi3 jing1 san1 tian1 mei2 you3 ren2 lai2 xiu1."
# 你好，我想问一下，办理居住证需要带什么材料？星期六可以办吗？
say caller-2 65 185 "ni3 hao3, wo3 xiang3 wen4 yi2 xia4, ban4 li3 ju1 zhu4 zheng4 xu1 yao4 dai4 shen2 me5 cai2 liao4? xing1 qi1 liu4 ke3 yi3 ban4 ma5?"
# 你好，工地晚上十二点还在施工，声音很大，孩子睡不着，请你们管一管。
say caller-3 45 195 "ni3 hao3, gong1 di4 wan3 shang5 shi2 er4 dian3 hai2 zai4 shi1 gong1, sheng1 yin1 hen3 da4, hai2 zi5 shui4 bu4 zhao2, qing3 ni3 men5 guan3 yi4 guan3."
# 请问今天的公交车为什么没有来？我在车站等了四十分钟。
say caller-4 55 180 "qing3 wen4 jin1 tian1 de5 gong1 jiao1 che1 wei4 shen2 me5 mei2 you3 lai2? wo3 zai4 che1 zhan4 deng3 le5 si4 shi2 fen1 zhong1."
# 您好，很高兴为您服务。请问您在什么位置？我马上为您登记。
say agent-1 70 180 "nin2 hao3, hen3 gao1 xing4 wei4 nin2 fu2 wu4. qing3 wen4 nin2 zai4 shen2 me5 wei4 zhi4? wo3 ma3 shang4 wei4 nin2 deng1 ji4."
# 好的，情况我已经记录，会在一个工作日之内给您答复。
say agent-2 40 170 "hao3 de5, qing2 kuang4 wo3 yi3 jing1 ji4 lu4, hui4 zai4 yi2 ge4 gong1 zuo4 ri4 zhi1 nei4 gei3 nin2 da2 fu4."
# 您好，请带身份证和租房合同，到社区服务中心办理，星期六上午可以办。
say agent-3 60 190 "nin2 hao3, qing3 dai4 shen1 fen4 zheng4 he2 zu1 fang2 he2 tong5, dao4 she4 qu1 fu2 wu4 zhong1 xin1 ban4 li3, xing1 qi1 liu4 shang4 wu3 ke3 yi3 ban4."
