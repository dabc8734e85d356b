// The shell: lines of `program arguments`, joined by `;`, `|` and `&`. `< FILE`, `> FILE` and `>> FILE` are a program's input and output.
// `exit [code]` or the end of input ends it.
// `sh -c LINE` runs one line without prompting and ends with the exit code of its last program.
#include "user/system.hpp"

namespace {

constexpr unsigned kLineMost = 256;
constexpr unsigned kWordsMost = 16;

/// Next byte of standard input, or -1 at its end.
int next_byte() {
    char c = 0;
    return anelix::read(0, &c, 1) == 1 ? c : -1;
}

enum class Line { kRead, kTooLong, kEnded };

Line read_line(char* line) {
    unsigned used = 0;
    bool fits = true;
    for (;;) {
        const int c = next_byte();
        if (c < 0 && used == 0) return Line::kEnded;
        if (c < 0 || c == '\n') break;
        if (used + 1 < kLineMost) line[used++] = static_cast<char>(c);
        else fits = false;
    }
    line[used] = '\0';
    return fits ? Line::kRead : Line::kTooLong;
}

/// The number of words; kWordsMost if there are more than that.
unsigned split(char* text, char** words) {
    unsigned count = 0;
    for (;;) {
        while (*text == ' ' || *text == '\t') *text++ = '\0';
        if (*text == '\0' || count == kWordsMost) break;
        words[count++] = text;
        while (*text != ' ' && *text != '\t' && *text != '\0') ++text;
    }
    words[count < kWordsMost ? count : kWordsMost - 1] = nullptr;
    return count;
}

bool is_blank(const char* text) {
    while (*text == ' ' || *text == '\t') ++text;
    return *text == '\0';
}

char* cut(char* text, char at) {
    for (; *text != '\0'; ++text)
        if (*text == at) {
            *text = '\0';
            return text + 1;
        }
    return nullptr;
}

/// Takes the first `sign FILE` out of the command: blanks are left in its place. Empty where there is none; false where the file is missing.
bool take_file(char* command, char sign, char* file, unsigned most, bool& twice) {
    file[0] = '\0';
    twice = false;
    char* at = command;
    while (*at != '\0' && *at != sign) ++at;
    if (*at == '\0') return true;
    *at++ = ' ';
    if (*at == sign) {
        twice = true;
        *at++ = ' ';
    }
    while (*at == ' ' || *at == '\t') ++at;
    unsigned used = 0;
    for (; *at != '\0' && *at != ' ' && *at != '\t' && *at != '<' && *at != '>' && used + 1 < most; ++at) {
        file[used++] = *at;
        *at = ' ';
    }
    file[used] = '\0';
    return used != 0;
}

/// Has `< FILE` and `> FILE` be the descriptor of the process that is about to become the program.
void redirect(char* command, char sign, int descriptor, unsigned flags) {
    char file[kLineMost];
    bool twice = false;
    if (!take_file(command, sign, file, sizeof file, twice)) {
        anelix::complain("sh: a file is missing after %c\n", sign);
        anelix::exit(2);
    }
    if (file[0] == '\0') return;
    const int opened = anelix::open(file, flags | (twice ? anelix::kAppend : flags == 0 ? 0u : anelix::kTruncate));
    if (opened < 0) {
        anelix::complain("sh: %s: %s\n", file, anelix::explain(opened));
        anelix::exit(1);
    }
    anelix::dup(opened, descriptor);
    anelix::close(opened);
}

[[noreturn]] void become(char* command) {
    redirect(command, '<', 0, 0);
    redirect(command, '>', 1, anelix::kWriteOnly | anelix::kCreate);
    char* words[kWordsMost];
    const unsigned count = split(command, words);
    if (count == 0) anelix::exit(0);  // `> FILE` alone makes an empty file
    if (count == kWordsMost) {
        anelix::complain("sh: %s: too many arguments\n", words[0]);
        anelix::exit(2);
    }
    const int error = anelix::exec(words[0], words);
    if (error == anelix::kNotFound) anelix::complain("sh: %s: no such program (try ls)\n", words[0]);
    else anelix::complain("sh: %s: cannot be started: %s\n", words[0], anelix::explain(error));
    anelix::exit(127);
}

/// Where the table of processes is full of background programs that have ended, taking note of one makes room.
int fork_insistently() {
    for (;;) {
        const int pid = anelix::fork();
        if (pid >= 0) return pid;
        int status = 0;
        if (anelix::wait(-1, &status) < 0) return pid;
    }
}

/// The programs of one `a | b | …`.
struct Pipeline {
    int pids[kWordsMost];
    unsigned count = 0;
};

bool start(char* command, Pipeline& pipeline) {
    int input = -1;
    for (;;) {
        char* const rest = cut(command, '|');
        int fds[2] = {-1, -1};
        int pid = -1;
        if (pipeline.count < kWordsMost && !is_blank(command) && (rest == nullptr || anelix::pipe(fds) >= 0))
            pid = fork_insistently();
        if (pid == 0) {
            if (input >= 0) {
                anelix::dup(input, 0);
                anelix::close(input);
            }
            if (rest != nullptr) {
                anelix::dup(fds[1], 1);
                anelix::close(fds[0]);
                anelix::close(fds[1]);
            }
            become(command);
        }
        if (input >= 0) anelix::close(input);
        if (rest != nullptr) anelix::close(fds[1]);
        input = fds[0];
        if (pid < 0) {
            if (input >= 0) anelix::close(input);
            anelix::print(is_blank(command) ? "sh: a program is missing before or after |\n" : "sh: too much at once\n");
            return false;
        }
        pipeline.pids[pipeline.count++] = pid;
        if (rest == nullptr) return true;
        command = rest;
    }
}

/// The exit code of the last one, when all have ended.
int wait_for(const Pipeline& pipeline) {
    int status = 0;
    for (unsigned i = 0; i < pipeline.count; ++i) anelix::wait(pipeline.pids[i], &status);
    return status;
}

/// Runs `a & b & c`: what a `&` follows goes on in the background. The exit code of the last in the foreground.
int run_part(char* part) {
    int status = 0;
    while (part != nullptr && !is_blank(part)) {
        char* const rest = cut(part, '&');
        Pipeline pipeline;
        const bool started = start(part, pipeline);
        status = 0;
        if (!started) {
            wait_for(pipeline);
            status = 2;
        } else if (rest == nullptr) {
            status = wait_for(pipeline);
        }
        part = rest;
    }
    return status;
}

int run_line(char* line) {
    int status = 0;
    while (line != nullptr) {
        char* const rest = cut(line, ';');
        if (!is_blank(line)) status = run_part(line);
        line = rest;
    }
    return status;
}

void reap_the_rest() {
    int status = 0;
    while (anelix::wait(-1, &status) > 0) {}
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 2 && anelix::equal(argv[1], "-c")) {
        const int status = run_line(argv[2]);
        reap_the_rest();
        return status;
    }
    static char line[kLineMost];
    static char copy[kLineMost];
    for (;;) {
        anelix::print("$ ");
        const Line got = read_line(line);
        if (got == Line::kEnded) break;
        if (got == Line::kTooLong) {
            anelix::print("sh: a line has at most %u bytes\n", kLineMost - 1);
            continue;
        }
        memcpy(copy, line, sizeof copy);
        char* words[kWordsMost];
        const unsigned count = split(copy, words);
        if (count != 0 && anelix::equal(words[0], "exit")) {
            reap_the_rest();
            return count > 1 ? static_cast<int>(anelix::to_number(words[1])) : 0;
        }
        if (count == 1 && anelix::equal(words[0], "help")) {
            anelix::print("PROGRAM [ARGUMENT...], joined by ; | and &, with < FILE and > FILE. `ls` lists the programs, `exit` ends the shell.\n");
            continue;
        }
        run_line(line);
    }
    anelix::print("\n");
    reap_the_rest();
    return 0;
}
