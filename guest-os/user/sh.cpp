// The shell: lines of `program arguments`, joined by `;`, `|` and `&`. `exit [code]` or the end of input ends it.
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

/// False at the end of input with nothing read.
bool read_line(char* line) {
    unsigned used = 0;
    for (;;) {
        const int c = next_byte();
        if (c < 0 && used == 0) return false;
        if (c < 0 || c == '\n') break;
        if (used + 1 < kLineMost) line[used++] = static_cast<char>(c);
    }
    line[used] = '\0';
    return true;
}

unsigned split(char* text, char** words) {
    unsigned count = 0;
    while (*text != '\0' && count + 1 < kWordsMost) {
        while (*text == ' ') *text++ = '\0';
        if (*text == '\0') break;
        words[count++] = text;
        while (*text != ' ' && *text != '\0') ++text;
    }
    words[count] = nullptr;
    return count;
}

char* cut(char* text, char at) {
    for (; *text != '\0'; ++text)
        if (*text == at) {
            *text = '\0';
            return text + 1;
        }
    return nullptr;
}

[[noreturn]] void become(char* command) {
    char* words[kWordsMost];
    if (split(command, words) == 0) anelix::exit(0);
    anelix::exec(words[0], words);
    anelix::print("sh: %s: no such program (try ls)\n", words[0]);
    anelix::exit(127);
}

/// Starts `a | b | …`; the pid of the last one.
int start(char* command) {
    int input = -1;
    for (;;) {
        char* const rest = cut(command, '|');
        int fds[2] = {-1, -1};
        if (rest != nullptr && anelix::pipe(fds) < 0) {
            anelix::print("sh: no pipe left\n");
            return -1;
        }
        const int pid = anelix::fork();
        if (pid == 0) {
            if (input >= 0) anelix::dup(input, 0);
            if (rest != nullptr) {
                anelix::dup(fds[1], 1);
                anelix::close(fds[0]);
                anelix::close(fds[1]);
            }
            if (input >= 0) anelix::close(input);
            become(command);
        }
        if (input >= 0) anelix::close(input);
        if (rest != nullptr) anelix::close(fds[1]);
        input = fds[0];
        if (rest == nullptr) return pid;
        command = rest;
    }
}

/// Runs `a & b & c`: all but the last in the background. The exit code of the last.
int run_part(char* part) {
    int status = 0;
    for (;;) {
        char* const rest = cut(part, '&');
        const int pid = start(part);
        if (rest == nullptr) {
            if (pid > 0) anelix::wait(pid, &status);
            return status;
        }
        if (*rest == '\0') return 0;
        part = rest;
    }
}

int run_line(char* line) {
    int status = 0;
    while (line != nullptr && *line != '\0') {
        char* const rest = cut(line, ';');
        status = run_part(line);
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
    char line[kLineMost];
    for (;;) {
        anelix::print("$ ");
        if (!read_line(line)) break;
        if (anelix::starts_with(line, "exit")) {
            reap_the_rest();
            return line[4] == ' ' ? static_cast<int>(anelix::to_number(line + 5)) : 0;
        }
        if (anelix::equal(line, "help")) {
            anelix::print("program arguments; join with ; | &; ls lists the programs; exit ends the shell\n");
            continue;
        }
        run_line(line);
    }
    anelix::print("\n");
    reap_the_rest();
    return 0;
}
