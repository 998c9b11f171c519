#!/usr/bin/env bash
# Makes every prompt of this folder anew: speech by espeak-ng (Mandarin), tones and music by sox. Nothing here has another
# author. usage: ./make.sh [NAME]...   (no name: all of them)
set -euo pipefail
cd "$(dirname "$0")"
for tool in espeak-ng sox; do
  command -v $tool >/dev/null || { echo "make.sh: install $tool first (apt-get install espeak-ng sox)" >&2; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
only=" $* "
wanted() { [ "$only" = "  " ] || [[ $only == *" $1 "* ]]; }

# 8 kHz, mono, 16 bit, telephone band, peaks at -3 dB, without silence at both ends: what the switch wants.
telephone() {
  sox -D "$1" -r 8000 -c 1 -b 16 "$2.wav" gain -6 highpass 200 lowpass 3400 \
    silence 1 0.01 0.5% reverse silence 1 0.01 0.5% reverse norm -3 pad 0.05 0.1
}
say() {
  wanted "$1" || return 0
  espeak-ng -v cmn-latn-pinyin -s "${3:-180}" -w "$work/say.wav" "$2"
  telephone "$work/say.wav" "$1"
}

say_en() {
  wanted "$1-en" || return 0
  espeak-ng -v en-us -s "${3:-150}" -w "$work/say.wav" "$2"
  telephone "$work/say.wav" "$1-en"
}

# The voice reads pinyin with tone numbers (its own dictionary of characters is small); what it says stands above each line.
# 您好，这里是政务服务便民热线，本次通话将被录音，请稍候。
say notice "nin2 hao3, zhe4 li3 shi4 zheng4 wu4 fu2 wu4 bian4 min2 re4 xian4, ben3 ci4 tong1 hua4 jiang1 bei4 lu4 yin1, qing3 shao1 hou4."
# 您好，现在是非工作时间。请在工作时间再次来电，谢谢。
say closed "nin2 hao3, xian4 zai4 shi4 fei1 gong1 zuo4 shi2 jian1. qing3 zai4 gong1 zuo4 shi2 jian1, zai4 ci4 lai2 dian4, xie4 xie5."
# 投诉举报请按一，咨询求助请按二，英语服务请按三，人工服务请按零。
say menu "tou2 su4 ju3 bao4, qing3 an4 yi1. zi1 xun2 qiu2 zhu4, qing3 an4 er4. ying1 yu3 fu2 wu4, qing3 an4 san1.
  ren2 gong1 fu2 wu4, qing3 an4 ling2."
# 没有听到您的选择。
say no-input "mei2 you3 ting1 dao4 nin2 de5 xuan3 ze2."
# 对不起，您的选择有误。
say no-match "dui4 bu4 qi3, nin2 de5 xuan3 ze2 you3 wu4."
# 当前线路繁忙，请不要挂机，我们将按来电顺序为您接通。
say wait-line "dang1 qian2 xian4 lu4 fan2 mang2, qing3 bu2 yao4 gua4 ji1, wo3 men5 jiang1 an4 lai2 dian4 shun4 xu4 wei4 nin2 jie1 tong1."
# 您的排队位置是第 … 位，请稍候。
say position-before "nin2 de5 pai2 dui4 wei4 zhi4 shi4 di4"
say position-after "wei4, qing3 shao1 hou4."
# 预计等待时间约 … 分钟；预计等待时间不到一分钟；预计等待时间超过一小时。
say wait-about "yu4 ji4 deng3 dai4 shi2 jian1 yue1"
say wait-minutes "fen1 zhong1."
say wait-short "yu4 ji4 deng3 dai4 shi2 jian1 bu2 dao4 yi4 fen1 zhong1."
say wait-long "yu4 ji4 deng3 dai4 shi2 jian1 chao1 guo4 yi4 xiao3 shi2."
# 感谢您的来电，再见。
say goodbye "gan3 xie4 nin2 de5 lai2 dian4, zai4 jian4."
# 现在来电较多，请稍后再拨，谢谢。
say busy "xian4 zai4 lai2 dian4 jiao4 duo1, qing3 shao1 hou4 zai4 bo1, xie4 xie5."
# 操作成功。
say feature-ok "cao1 zuo4 cheng2 gong1."
# 操作失败，请重新输入。
say feature-bad "cao1 zuo4 shi1 bai4, qing3 chong2 xin1 shu1 ru4."
# 正在为您接通，请稍候。
say connecting "zheng4 zai4 wei4 nin2 jie1 tong1, qing3 shao1 hou4."

# Numbers as Chinese reads them: 七, 十七, 二十三.
digits=(ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3)
for n in $(seq 1 99); do
  tens=$((n / 10)) ones=$((n % 10)) text=
  if [ $tens -gt 1 ]; then text=${digits[tens]}; fi
  if [ $tens -gt 0 ]; then text="$text shi2"; fi
  if [ $ones -gt 0 ]; then text="$text ${digits[ones]}"; fi
  say "n$n" "$text" 180
done

say n0 "ling2" 180

# What stands between numbers: 百 千 万 亿, 两, 幺 (1 in numbers of telephones), 第, 点, 负; 元 角 分; 年 月 日; 分 整.
pieces="bai:bai3 qian:qian1 wan:wan4 yi:yi4 liang:liang3 yao:yao1 di:di4 dian:dian3 fu:fu4 yuan:yuan2 jiao:jiao3 fen:fen1
  nian:nian2 yue:yue4 ri:ri4 fenzhong:fen1 zheng:zheng3"
for piece in $pieces; do say "say-${piece%%:*}" "${piece#*:}" 180; done

# The self-service flow.
# 查询工单进度请按一，留言请按二，英语服务请按三，人工服务请按零。
say service-menu "cha2 xun2 gong1 dan1 jin4 du4, qing3 an4 yi1. liu2 yan2, qing3 an4 er4. ying1 yu3 fu2 wu4, qing3 an4 san1.
  ren2 gong1 fu2 wu4, qing3 an4 ling2."
# 请输入您的工单编号，按井号键结束。
say enter-case "qing3 shu1 ru4 nin2 de5 gong1 dan1 bian1 hao4, an4 jing3 hao4 jian4 jie2 shu4."
# 您输入的是
say you-entered "nin2 shu1 ru4 de5 shi4"
# 正确请按一，重新输入请按二。
say right-or-wrong "zheng4 que4 qing3 an4 yi1, chong2 xin1 shu1 ru4, qing3 an4 er4."
# 正在查询，请稍候。
say please-wait "zheng4 zai4 cha2 xun2, qing3 shao1 hou4."
# 您的工单已经办结，办结日期是
say case-done "nin2 de5 gong1 dan1 yi3 jing1 ban4 jie2, ban4 jie2 ri4 qi1 shi4"
# 您的工单正在办理，预计办结日期是
say case-open "nin2 de5 gong1 dan1 zheng4 zai4 ban4 li3, yu4 ji4 ban4 jie2 ri4 qi1 shi4"
# 没有查到您的工单，正在为您转接人工服务。
say case-unknown "mei2 you3 cha2 dao4 nin2 de5 gong1 dan1, zheng4 zai4 wei4 nin2 zhuan3 jie1 ren2 gong1 fu2 wu4."
# 请在提示音后留言，按井号键结束。
say leave-message "qing3 zai4 ti2 shi4 yin1 hou4 liu2 yan2, an4 jing3 hao4 jian4 jie2 shu4."
# 您的留言已经记录。
say message-taken "nin2 de5 liu2 yan2 yi3 jing1 ji4 lu4."

# The survey after a talk. 请对本次服务进行评价：非常满意请按一，满意请按二，一般请按三，不满意请按四。
say survey "qing3 dui4 ben3 ci4 fu2 wu4 jin4 xing2 ping2 jia4. fei1 chang2 man3 yi4, qing3 an4 yi1. man3 yi4, qing3 an4 er4.
  yi1 ban1, qing3 an4 san1. bu4 man3 yi4, qing3 an4 si4."
# 感谢您的评价，再见。
say survey-thanks "gan3 xie4 nin2 de5 ping2 jia4, zai4 jian4."

# English. A prompt NAME-en is played in place of NAME to callers whose attribute language is en.
say_en notice "Hello. This is the government service hotline. This call will be recorded. Please wait."
say_en service-menu "To hear the progress of your case, press 1. To leave a message, press 2. For an agent, press 0."
say_en no-input "We did not hear your choice."
say_en no-match "Sorry, this choice is not possible."
say_en enter-case "Please enter the number of your case, then press the hash key."
say_en you-entered "You have entered"
say_en right-or-wrong "If this is right, press 1. To enter it again, press 2."
say_en please-wait "One moment, please."
say_en case-done "Your case was closed on"
say_en case-open "Your case is being worked on. It will be closed by"
say_en case-unknown "We have not found your case. You will be connected with an agent."
say_en leave-message "Please speak after the tone, and press the hash key at the end."
say_en message-taken "Your message has been recorded."
say_en survey "Please rate our service. If you were very satisfied, press 1. Satisfied, press 2. Neither, press 3. Not satisfied, press 4."
say_en position-before "Your place in the queue is"
say_en position-after "Please hold."
say_en wait-about "The expected wait is about"
say_en wait-minute "minute."
say_en wait-minutes "minutes."
say_en wait-short "The expected wait is less than a minute."
say_en wait-long "The expected wait is more than an hour."
say_en survey-thanks "Thank you for your answer. Goodbye."
say_en goodbye "Thank you for calling. Goodbye."
for n in $(seq 0 19) 20 30 40 50 60 70 80 90; do say_en "n$n" "$n"; done
ordinals=(first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
  seventeenth eighteenth nineteenth twentieth)
for n in $(seq 1 20); do say_en "nth$n" "${ordinals[n - 1]}"; done
tenths="30:thirtieth 40:fortieth 50:fiftieth 60:sixtieth 70:seventieth 80:eightieth 90:ninetieth"
for nth in $tenths; do say_en "nth${nth%%:*}" "${nth#*:}"; done
months=(January February March April May June July August September October November December)
for n in $(seq 1 12); do say_en "month-$n" "${months[n - 1]}"; done
words="hundred:hundred thousand:thousand million:million billion:billion trillion:trillion point:point minus:minus and:and
  yuan:you-ahn fen:fun oh:oh oclock:o'clock am:A.M. pm:P.M."
for word in $words; do say_en "say-${word%%:*}" "${word#*:}"; done

# The tone before a message.
if wanted tone; then
  sox -D -n -r 8000 -c 1 -b 16 tone.wav synth 0.4 sine 1000 fade t 0.01 0.4 0.01 gain -12
fi

# GB/T 3380's ringing tone: 450 Hz, 1 s on, 4 s off.
if wanted ringback; then
  sox -D -n -r 8000 -c 1 -b 16 ringback.wav synth 1 sine 450 fade t 0.01 1 0.01 gain -10 pad 0 4
fi

# Music on hold: a melody of our own in a pentatonic mode, plucked, over open fifths. A note is semitones above A4 : eighths.
if wanted music; then
  melody="3:2 5:1 7:1 10:2 7:2 12:3 10:1 7:4 5:2 7:1 5:1 3:2 0:2 -2:3 0:1 3:4
    3:2 5:1 7:1 10:2 12:2 15:3 12:1 10:4 7:1 10:1 7:1 5:1 3:2 0:2 5:3 3:1 3:4
    0:2 3:2 5:2 3:1 0:1 -2:2 0:2 -5:4 -2:2 0:1 3:1 5:2 7:2 10:3 7:1 5:4
    12:2 10:1 7:1 10:2 5:2 7:3 5:1 3:4 5:1 3:1 0:1 3:1 -2:2 0:2 3:3 5:1 3:4"
  bass="-21 -21 -14 -16 -21 -21 -16 -21 -24 -26 -14 -16 -21 -16 -14 -21"
  eighth=0.25 i=0
  tunes=() basses=()
  for note in $melody; do
    length=$(awk "BEGIN { print ${note#*:} * $eighth }")
    sox -D -R -n -r 16000 -c 1 -b 16 "$work/t$i.wav" synth "$length" pluck "%${note%:*}" fade 0.002 "$length" 0.04 gain -6
    tunes+=("$work/t$i.wav") i=$((i + 1))
  done
  for note in $bass; do
    sox -D -R -n -r 16000 -c 1 -b 16 "$work/b$i.wav" synth 2 pluck "%$note" pluck "%$((note + 7))" pluck "%$((note + 12))" \
      remix 1 fade 0.01 2 0.2 gain -12
    basses+=("$work/b$i.wav") i=$((i + 1))
  done
  sox -D "${tunes[@]}" "$work/tune.wav"
  sox -D "${basses[@]}" "$work/bass.wav"
  sox -D -m "$work/tune.wav" "$work/bass.wav" -r 8000 -c 1 -b 16 music.wav \
    reverb 30 highpass 120 lowpass 3400 norm -9 fade 0.3 reverse fade 0.8 reverse
fi
