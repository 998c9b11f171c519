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
