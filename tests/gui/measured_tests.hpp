// The tests of one program: each file's, to be run one after the other.
#pragma once

int run_overhead_tests(int argc, char** argv);
