// The tests of one program: each file's, to be run one after the other.
#pragma once

int run_columns_tests(int argc, char** argv);
int run_memory_tests(int argc, char** argv);
int run_overhead_tests(int argc, char** argv);
int run_race_tests(int argc, char** argv);
int run_tables_tests(int argc, char** argv);
