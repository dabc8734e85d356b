// Catch2, whichever version the distribution has: 2.13 in Debian 12, 3 elsewhere. Every test includes this and nothing of
// Catch2's own. Only what both versions have in common may be used.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
