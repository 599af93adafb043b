# Homeward, for people: each target does its own set-up first. The build itself is Meson's (meson.build).
#
#   make            the program: build/homeward
#   make cluster    the same program for many processes under OpenMPI: build/homeward-cluster
#   make demo       a made-up council, all the way from its returns to demo/report.html
#   make check      every test and check; the last line is `N passed, N failed, N skipped`
#   make bench      what is measured, against what it should be: speeds, then whether ranges hold (two hours, can be resumed)
#   make speeds     the speeds alone
#   make install    the program as made, its manual pages and bash completion, below $DESTDIR$PREFIX (/usr/local)
#   make uninstall  takes these away again
#   make clean      takes away what was built and the demo (not ui/node_modules)

.DEFAULT_GOAL := homeward
.PHONY: homeward set-up cluster demo check bench speeds install uninstall clean help
MAKEFLAGS += --no-print-directory

homeward: set-up build/build.ninja
	@ninja -C build src/cli/homeward >&2
	@ln -sfn src/cli/homeward build/homeward

set-up:
	@tools/setup demo

build/build.ninja: | set-up
	@CC=gcc meson setup build >&2

cluster: homeward
	@tools/setup check
	@meson setup --reconfigure build >&2
	@ninja -C build src/cluster/homeward-cluster >&2
	@ln -sfn src/cluster/homeward-cluster build/homeward-cluster

demo: homeward
	@tools/demo

check:
	@tools/check

bench: speeds
	@bench/coverage
	@bench/panel

speeds: homeward
	@tools/bench

PREFIX ?= /usr/local
PROGRAM ?= build/src/cli/homeward
bin = $(DESTDIR)$(PREFIX)/bin
man = $(DESTDIR)$(PREFIX)/share/man/man1
completions = $(DESTDIR)$(PREFIX)/share/bash-completion/completions

# Made before and by another user, often: installing builds nothing.
install:
	@test -x $(PROGRAM) || { echo 'install: there is no program yet: run make first' >&2; exit 2; }
	install -D -m 755 $(PROGRAM) $(bin)/homeward
	install -d $(man) $(completions)
	$(PROGRAM) manual --pages $(man)
	$(PROGRAM) completion bash >$(completions)/homeward
	chmod 644 $(completions)/homeward

uninstall:
	rm -f $(bin)/homeward $(man)/homeward.1 $(man)/homeward-*.1 $(completions)/homeward

clean:
	rm -rf build build-clang build-asan build-o3 demo ui/dist

help:
	@sed -n 's/^#   //p' Makefile
