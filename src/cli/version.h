/* version: the version of the program, from the build file (-DHOMEWARD_VERSION=…). */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#ifndef HOMEWARD_VERSION
#error "the build sets HOMEWARD_VERSION"
#endif

#endif
