# What make install puts where, and that make uninstall takes all of it away again and nothing else.
program=$(readlink -f "$(command -v homeward)")
mkdir -p root/usr/bin root/usr/share/man/man1
: >root/usr/bin/home
: >root/usr/share/man/man1/homeward.1x
put() { make --no-print-directory -C "$HOMEWARD_SOURCE" "$1" PROGRAM="$program" DESTDIR="$PWD/root" PREFIX=/usr >&2; }
put install
(cd root && find . -type f -printf '%m %p\n' | sed 's/homeward-[a-z]*\.1$/homeward-COMMAND.1/' | sort -u)
root/usr/bin/homeward --version
root/usr/bin/homeward manual forecast | cmp - root/usr/share/man/man1/homeward-forecast.1
root/usr/bin/homeward completion bash | cmp - root/usr/share/bash-completion/completions/homeward
put uninstall
(cd root && find . -type f | sort)
make --no-print-directory -C "$HOMEWARD_SOURCE" install PROGRAM=nowhere DESTDIR="$PWD/root" 2>&1 >/dev/null | sed 's/^make: .*//' | grep .
