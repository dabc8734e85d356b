// Does what a program must not do, by default a load from nowhere: the kernel ends it, says why, and goes on.
// `panic kernel` asks the kernel to panic itself.
#include "anel_target.h"
#include "user/system.hpp"

namespace {

constexpr unsigned kOwnStack = 0x7ffefff0;

void load() { *reinterpret_cast<volatile unsigned*>(0x40); }
void store() { *reinterpret_cast<volatile unsigned*>(0x44) = 1; }
void jump() { reinterpret_cast<void (*)()>(0x48)(); }
/// A load the kernel would do in its place; a store it does not.
void misaligned() { *reinterpret_cast<volatile unsigned*>(kOwnStack + 1) = 0; }
void load_kernel() { *reinterpret_cast<volatile unsigned*>(0x80100000); }
void store_code() { *reinterpret_cast<volatile unsigned*>(0x10000) = 0; }
void illegal() { asm volatile(".word 0"); }
void privileged() { asm volatile(".word %0" : : "i"(AR_WORD_WFI)); }
void hypercall() { asm volatile(".word %0" : : "i"(AR_WORD_HCALL)); }
/// Not inlined, and each page used after the call: otherwise one page would do for all.
[[gnu::noinline]] void use_stack(unsigned pages) {
    char page[4096];
    asm volatile("sb zero, 0(%0)" : : "r"(page) : "memory");
    if (pages != 0) use_stack(pages - 1);
    asm volatile("sb zero, 1(%0)" : : "r"(page) : "memory");
}
void overflow() { use_stack(1000); }
void kernel() { anelix::system_call(anelix::SystemCall::kPanic); }

struct Offence {
    const char* name;
    void (*commit)();
};
constexpr Offence kOffences[] = {
    {"load", load},
    {"store", store},
    {"jump", jump},
    {"misaligned", misaligned},
    {"load-kernel", load_kernel},
    {"store-code", store_code},
    {"illegal", illegal},
    {"privileged", privileged},
    {"hypercall", hypercall},
    {"overflow", overflow},
    {"kernel", kernel},
};

}  // namespace

int main(int argc, char** argv) {
    const char* const wanted = argc > 1 ? argv[1] : kOffences[0].name;
    for (const Offence& offence : kOffences)
        if (anelix::equal(offence.name, wanted)) {
            offence.commit();
            anelix::print("panic: %s went unpunished\n", wanted);
            return 1;
        }
    anelix::print("panic: there are");
    for (const Offence& offence : kOffences) anelix::print(" %s", offence.name);
    anelix::print("\n");
    return 2;
}
