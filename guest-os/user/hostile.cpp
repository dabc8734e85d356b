// Hands the kernel what no honest program would: wild pointers, ranges that wrap around, calls that do not exist. Each is to be
// refused with an error, and nothing of the kernel's or of this program's is to be touched.
#include "user/system.hpp"

using anelix::SystemCall;

namespace {

constexpr unsigned kKernel = 0x80100000;
constexpr unsigned kNowhere = 0x40000000;
constexpr unsigned kWindow = 0xffc00000;
constexpr unsigned kOwnCode = 0x10000;

unsigned failures = 0;

void expect(const char* what, int result, int expected) {
    if (result == expected) return;
    anelix::print("hostile: %s gave %d, not %d\n", what, result, expected);
    ++failures;
}

void pointers() {
    expect("write from the kernel", anelix::system_call(SystemCall::kWrite, 1, kKernel, 4), anelix::kBadAddress);
    expect("write from nowhere", anelix::system_call(SystemCall::kWrite, 1, kNowhere, 4), anelix::kBadAddress);
    expect("write from the window", anelix::system_call(SystemCall::kWrite, 1, kWindow, 4), anelix::kBadAddress);
    expect("write across the end of user space", anelix::system_call(SystemCall::kWrite, 1, 0x7ffffffc, 8),
           anelix::kBadAddress);
    expect("write around the end of the world", anelix::system_call(SystemCall::kWrite, 1, kOwnCode, 0xfffffff0),
           anelix::kBadAddress);
    expect("read into own code", anelix::system_call(SystemCall::kRead, 0, kOwnCode, 4), anelix::kBadAddress);
    expect("read into the kernel", anelix::system_call(SystemCall::kRead, 0, kKernel, 4), anelix::kBadAddress);
    expect("pipe into the kernel", anelix::system_call(SystemCall::kPipe, kKernel), anelix::kBadAddress);
    expect("pipe into a misaligned place", anelix::system_call(SystemCall::kPipe, 0x7ffeff01), anelix::kBadAddress);
    expect("wait into own code", anelix::system_call(SystemCall::kWait, 0xffffffff, kOwnCode), anelix::kBadAddress);
    expect("exec of a path in the kernel", anelix::system_call(SystemCall::kExec, kKernel, 0), anelix::kBadAddress);
    expect("exec with arguments from nowhere",
           anelix::system_call(SystemCall::kExec, anelix::address_of("echo"), kNowhere), anelix::kBadAddress);
    unsigned endless[] = {kOwnCode, kNowhere};
    expect("exec with one wild argument",
           anelix::system_call(SystemCall::kExec, anelix::address_of("echo"), anelix::address_of(endless)),
           anelix::kBadAddress);
    expect("open of a path in the kernel", anelix::system_call(SystemCall::kOpen, 0, kKernel, 0), anelix::kBadAddress);
    expect("unlink of a path nowhere", anelix::system_call(SystemCall::kUnlink, 0, kNowhere), anelix::kBadAddress);
    expect("list into the kernel", anelix::system_call(SystemCall::kList, 0, kKernel), anelix::kBadAddress);
    expect("list into own code", anelix::system_call(SystemCall::kList, 0, kOwnCode), anelix::kBadAddress);
    expect("list into a misaligned place", anelix::system_call(SystemCall::kList, 0, 0x7ffeff02), anelix::kBadAddress);
}

void files() {
    anelix::FileEntry entry;
    expect("list past the end", anelix::list(0x7fffffff, entry), anelix::kNotFound);
    expect("open of nothing", anelix::open("", 0), anelix::kNotFound);
    expect("open of what is not there", anelix::open("no-such-file", 0), anelix::kNotFound);
    expect("open to read and write and more", anelix::open("hostile", 3), anelix::kInvalid);
    expect("unlink of what is not there", anelix::unlink("no-such-file"), anelix::kNotFound);
    const int file = anelix::open("hostile", 0);
    expect("write to what is open to read", anelix::write(file, "x", 1), anelix::kBadDescriptor);
    expect("read of a file into the kernel", anelix::system_call(SystemCall::kRead, static_cast<unsigned>(file), kKernel, 4), anelix::kBadAddress);
    expect("read of a file into own code", anelix::system_call(SystemCall::kRead, static_cast<unsigned>(file), kOwnCode, 4), anelix::kBadAddress);
    expect("unlink of what is open", anelix::unlink("hostile") == 0, false);
    expect("close", anelix::close(file), 0);
    expect("read of what is closed", anelix::read(file, &entry, 4), anelix::kBadDescriptor);
    int opened = 0;
    for (int next = 0; (next = anelix::open("hostile", 0)) >= 0;) ++opened;
    expect("open without end", anelix::open("hostile", 0), anelix::kTooMany);
    for (int number = 3; opened != 0; ++number, --opened) expect("close", anelix::close(number), 0);
    expect("an operation that does not exist", anelix::bench(static_cast<anelix::Bench>(99), 1), anelix::kInvalid);
    expect("an operation without end", anelix::bench(anelix::Bench::kCallReturn, 0x80000000), anelix::kInvalid);
}

void mappings() {
    expect("map over the kernel", anelix::map(kKernel, 1, 3), anelix::kInvalid);
    expect("map over own code", anelix::map(kOwnCode, 1, 3), anelix::kInvalid);
    expect("map across the end of user space", anelix::map(0x7ffff000, 2, 3), anelix::kInvalid);
    expect("map half a page off", anelix::map(kNowhere + 0x800, 1, 3), anelix::kInvalid);
    expect("map write-only", anelix::map(kNowhere, 1, 2), anelix::kInvalid);
    expect("map with rights that do not exist", anelix::map(kNowhere, 1, 0x11), anelix::kInvalid);
    expect("map 2^20 pages", anelix::map(kNowhere, 1u << 20, 3), anelix::kInvalid);
    expect("map more than there is", anelix::map(kNowhere, 1024, 3), 0);
    for (unsigned more = 1; more < 16; ++more) {
        const int result = anelix::map(kNowhere + more * 0x400000, 1024, 3);
        if (result == 0) continue;
        expect("map more than there is", result, anelix::kNoMemory);
        break;
    }
    for (unsigned more = 0; more < 16; ++more) expect("unmap", anelix::unmap(kNowhere + more * 0x400000, 1024), 0);
    expect("unmap of the kernel", anelix::unmap(kKernel, 1), anelix::kInvalid);
}

void numbers() {
    expect("a call that does not exist", anelix::system_call(static_cast<SystemCall>(7)), anelix::kNoSuchCall);
    expect("the last call of all", anelix::system_call(static_cast<SystemCall>(0xffffffff)), anelix::kNoSuchCall);
    expect("a descriptor that is closed", anelix::system_call(SystemCall::kWrite, 7, kOwnCode, 4),
           anelix::kBadDescriptor);
    expect("a descriptor out of range", anelix::system_call(SystemCall::kRead, 0x10000, 0x7ffeff00, 4),
           anelix::kBadDescriptor);
    expect("close of nothing", anelix::close(-1), anelix::kBadDescriptor);
    expect("wait without children", anelix::wait(-1, nullptr), anelix::kNoSuchProcess);
    expect("wait for the first process", anelix::wait(1, nullptr), anelix::kNoSuchProcess);
    char none[] = "";
    char* arguments[] = {none, nullptr};
    expect("exec of nothing", anelix::exec("", arguments), anelix::kNotFound);
    expect("exec of a folder", anelix::exec("/bin/", arguments), anelix::kNotFound);
}

/// Forks until there is no more, and gets back to where it was.
void crowd() {
    unsigned children = 0;
    for (;; ++children) {
        const int pid = anelix::fork();
        if (pid == 0) anelix::exit(0);
        if (pid < 0) break;
        if (children == 100) break;
    }
    if (children == 0 || children == 100) expect("forks", static_cast<int>(children), 30);
    for (; children != 0; --children)
        if (anelix::wait(-1, nullptr) < 0) expect("children waited for", static_cast<int>(children), 0);
}

}  // namespace

int main(int, char**) {
    pointers();
    files();
    mappings();
    numbers();
    crowd();
    crowd();
    anelix::print(failures == 0 ? "hostile: all refused\n" : "hostile: %u of them got through\n", failures);
    return failures == 0 ? 0 : 1;
}
