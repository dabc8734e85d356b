// Catch2's main function, compiled once for all test executables. Version 3 brings its own in a library, so this file is
// empty there.
#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
