// wcwidth is not in Swift's Glibc: it wants _XOPEN_SOURCE before the first header.
#define _XOPEN_SOURCE 700
#include "CTerminal.h"

#include <wchar.h>

int bilab_columns(int character) { return wcwidth((wchar_t)character); }
