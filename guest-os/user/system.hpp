// What programs use: system calls and printing.
#pragma once

#include "lib/bench_numbers.hpp"
#include "lib/syscall_numbers.hpp"
#include "lib/text.hpp"

namespace anelix {

inline int system_call(SystemCall number, unsigned a = 0, unsigned b = 0, unsigned c = 0) {
    register unsigned a0 asm("a0") = a;
    register unsigned a1 asm("a1") = b;
    register unsigned a2 asm("a2") = c;
    register unsigned a7 asm("a7") = static_cast<unsigned>(number);
    asm volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a7) : "memory");
    return static_cast<int>(a0);
}
inline unsigned address_of(const void* p) { return reinterpret_cast<unsigned>(p); }

inline int write(int fd, const void* from, unsigned bytes) {
    return system_call(SystemCall::kWrite, static_cast<unsigned>(fd), address_of(from), bytes);
}
inline int read(int fd, void* to, unsigned bytes) {
    return system_call(SystemCall::kRead, static_cast<unsigned>(fd), address_of(to), bytes);
}
[[noreturn]] inline void exit(int code) {
    for (;;) system_call(SystemCall::kExit, static_cast<unsigned>(code));
}
inline int fork() { return system_call(SystemCall::kFork); }
inline int exec(const char* path, char** argv) { return system_call(SystemCall::kExec, address_of(path), address_of(argv)); }
inline int wait(int pid, int* status) { return system_call(SystemCall::kWait, static_cast<unsigned>(pid), address_of(status)); }
inline int pipe(int* fds) { return system_call(SystemCall::kPipe, address_of(fds)); }
inline int close(int fd) { return system_call(SystemCall::kClose, static_cast<unsigned>(fd)); }
inline int dup(int from, int to) { return system_call(SystemCall::kDup, static_cast<unsigned>(from), static_cast<unsigned>(to)); }

inline int open(const char* path, unsigned flags) { return system_call(SystemCall::kOpen, 0, address_of(path), flags); }
inline int unlink(const char* path) { return system_call(SystemCall::kUnlink, 0, address_of(path)); }
inline int list(int number, FileEntry& entry) { return system_call(SystemCall::kList, static_cast<unsigned>(number), address_of(&entry)); }

inline unsigned brk(unsigned address) { return static_cast<unsigned>(system_call(SystemCall::kBrk, address)); }
inline int bench(Bench operation, unsigned count) { return system_call(SystemCall::kBench, static_cast<unsigned>(operation), count); }
inline int map(unsigned address, unsigned pages, unsigned access) { return system_call(SystemCall::kMap, address, pages, access); }
inline int unmap(unsigned address, unsigned pages) { return system_call(SystemCall::kUnmap, address, pages); }

/// A full pipe takes what fits; this goes on until all is written. False where nobody can read it any more.
bool write_all(int fd, const void* from, unsigned bytes);
/// What a negative result means, in words.
const char* explain(int error);
/// Formats to standard output, as format() in lib/text.hpp; one write for each 128 bytes or less.
void print(const char* pattern, ...);
/// The same to standard error, for what does not belong into a program's output.
void complain(const char* pattern, ...);

}  // namespace anelix

extern "C" int main(int argc, char** argv);
