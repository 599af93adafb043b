# The completion as bash asks it: the words typed so far, the last one to be completed.
homeward completion bash >homeward.bash
mkdir returns
: >'returned early.csv'
cat >ask.bash <<'BASH'
source ./homeward.bash
ask() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    _homeward
    printf '%s\n' "$*"
    printf '    %s\n' "${COMPREPLY[@]}"
}
ask homeward fore
ask homeward --q
ask homeward -w returns forecast --mo
ask homeward forecast --months ''
ask homeward forecast --format = c
ask homeward forecast --layout =
ask homeward table T
ask homeward table -O json T6
ask homeward chart --width 800 C
ask homeward report ''
ask homeward report build ''
ask homeward import returned.csv ret
ask homeward -w ret
ask homeward da
ask homeward data ''
ask homeward -w returns data q
ask homeward data diff 1 ''
ask homeward data list --fi
ask homeward history --known-at ''
ask homeward help d
ask homeward nothing --
complete -p homeward
BASH
bash --norc ask.bash
homeward completion 2>&1 || echo "status $?"
homeward completion fish 2>&1 || echo "status $?"
