#include "kernel/command_line.hpp"

#include "kernel/console.hpp"
#include "lib/text.hpp"

namespace anelix {

namespace {

constexpr char kDefaultFirst[] = "/bin/init";

void add(Arguments& arguments, const char* word) {
    if (!arguments.add(word)) panic("the command line is too long");
}

/// Copies the word at `line` and returns where it ended.
const char* take_word(const char* line, char* word, unsigned most) {
    unsigned used = 0;
    for (; *line != '\0' && *line != ' '; ++line) {
        if (used + 1 == most) panic("the command line has a word of more than %u bytes", most - 1);
        word[used++] = *line;
    }
    word[used] = '\0';
    return line;
}

}  // namespace

void read_command_line(const char* line, CommandLine& result) {
    static char word[kArgumentBytesMost];
    while (*line != '\0') {
        if (*line == ' ') {
            ++line;
        } else if (starts_with(line, "run=")) {
            add(result.first, kDefaultFirst);
            add(result.first, line + length("run="));
            return;
        } else if (starts_with(line, "init=")) {
            for (line += length("init="); *line != '\0';) {
                line = take_word(line, word, sizeof word);
                add(result.first, word);
                while (*line == ' ') ++line;
            }
            return;
        } else {
            line = take_word(line, word, sizeof word);
            if (equal(word, "nobatch")) {
                result.batches = false;
                continue;
            }
            if (starts_with(word, "restarts=")) {
                result.restarts = to_number(word + length("restarts="));
                continue;
            }
            if (starts_with(word, "reboots=")) {
                result.reboots = to_number(word + length("reboots="));
                continue;
            }
            if (!starts_with(word, "tick="))
                panic("the command line says '%s'; it may say tick=, nobatch, restarts= and reboots=, and then init= or run=", word);
            result.tick_cycles = to_number(word + length("tick="));
        }
    }
    add(result.first, kDefaultFirst);
}

}  // namespace anelix
