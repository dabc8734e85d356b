// Sizes are such that the work itself, not the boot, is what is seen, and that two modes take seconds.
#include "monitor/control/workloads.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "isa/base/nearest.hpp"

namespace anel::control {

namespace {

constexpr Workload kWorkloads[] = {
    {"mix", "run=compute 300000;sysloop 10000;ptstress 60;forkwait 20;pingpong 300;primes 30000", "",
     "a little of everything below"},
    {"boot", "run=echo booted", "", "boot, start the shell, power off"},
    {"compute", "run=compute 2000000", "", "arithmetic in ring 3, without asking the kernel for anything"},
    {"primes", "run=primes 65536", "", "a sieve: memory traffic in ring 3"},
    {"syscall", "run=sysloop 30000", "", "a system call that does nothing, again and again", 30000},
    {"pagetable", "run=ptstress 200", "", "map pages, touch them, unmap them", 3200},
    {"fork", "run=forkwait 60", "", "make a child, wait for it", 60},
    {"pipe", "run=pingpong 1000", "", "two processes pass one number through two pipes", 1000},
    {"fault", "run=hello;panic;hello", "", "a program that loads from nowhere, between two that behave"},
    {"shell", "", "hello\necho one two three\nprimes 1000\nls\n", "lines typed into the shell, then the end of input"},
};

}  // namespace

std::span<const Workload> workloads() { return kWorkloads; }

Result<Workload> find_workload(std::string_view name) {
    std::vector<std::string> names;
    for (const Workload& workload : kWorkloads) {
        if (workload.name == name) return workload;
        names.emplace_back(workload.name);
    }
    const std::string guess = did_you_mean(name, names);
    return Error{fmt::format("unknown workload '{}'{} Workloads: {}", name, guess.empty() ? "." : guess, comma_list(names)), ErrorKind::kUsage};
}

}  // namespace anel::control
