#include "labs/runtime/sandbox/confine.hpp"

#include <grp.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <initializer_list>

namespace anel::labs {
namespace {

constexpr unsigned kNobody = 65534;
constexpr rlim_t kAddressSpace = rlim_t{4} << 30;

Layer layer(const char* name, bool there, int error) { return {name, there, there ? "" : std::strerror(error)}; }

Layer drop_user() {
    if (geteuid() == 0) {
        const bool dropped = setgroups(0, nullptr) == 0 && setresgid(kNobody, kNobody, kNobody) == 0 && setresuid(kNobody, kNobody, kNobody) == 0;
        return layer("user", dropped, errno);
    }
    return layer("user", true, 0);
}

Layer limit(unsigned cpu_seconds) {
    struct Limit {
        int what;
        rlim_t most;
    };
    const std::array limits{Limit{RLIMIT_AS, kAddressSpace}, Limit{RLIMIT_CPU, cpu_seconds}, Limit{RLIMIT_FSIZE, 0}, Limit{RLIMIT_NOFILE, 4},
                            Limit{RLIMIT_NPROC, 0}, Limit{RLIMIT_CORE, 0}, Limit{RLIMIT_MEMLOCK, 0}, Limit{RLIMIT_MSGQUEUE, 0}};
    for (const Limit& each : limits) {
        // A sanitizer finds out through a pipe of its own whether memory can be read.
        if (kSanitized && (each.what == RLIMIT_AS || each.what == RLIMIT_NOFILE)) continue;
        const rlimit value{each.most, each.most};
        if (setrlimit(static_cast<__rlimit_resource>(each.what), &value) != 0) return layer("limits", false, errno);
    }
    return layer("limits", true, 0);
}

/// A list of the system calls that a process may still make.
class CallList {
public:
    /// `otherwise`: what becomes of a call that is not in it.
    explicit CallList(std::uint32_t otherwise) : filter_(seccomp_init(otherwise)) {
        // Nothing that was data becomes code.
        allow(SCMP_SYS(mmap), {SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)});
        allow(SCMP_SYS(mprotect), {SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)});
        for (const int call : {SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
                               SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group)})
            allow(call);
    }
    CallList(const CallList&) = delete;
    CallList& operator=(const CallList&) = delete;
    ~CallList() { seccomp_release(filter_); }

    void allow(int call, std::initializer_list<scmp_arg_cmp> where = {}) {
        if (filter_ == nullptr) return;
        if (const int error = seccomp_rule_add_array(filter_, SCMP_ACT_ALLOW, call, static_cast<unsigned>(where.size()), where.begin()); error != 0) bad_ = -error;
    }
    void allow_on(int call, int descriptor) { allow(call, {SCMP_A0_32(SCMP_CMP_EQ, static_cast<unsigned>(descriptor))}); }

    Layer load(const char* name) {
        if (filter_ == nullptr) return {name, false, "libseccomp cannot make a filter"};
        if (bad_ == 0) bad_ = -seccomp_load(filter_);
        return layer(name, bad_ == 0, bad_);
    }

private:
    scmp_filter_ctx filter_;
    int bad_ = 0;
};

constexpr const char* kCallsOfItsOwn = "a build with sanitizers makes calls of its own";

Layer filter_calls() {
    if (kSanitized) return {"seccomp", false, kCallsOfItsOwn};
    CallList calls(SCMP_ACT_KILL_PROCESS);
    calls.allow_on(SCMP_SYS(read), kChannel);
    calls.allow_on(SCMP_SYS(write), kChannel);
    calls.allow_on(SCMP_SYS(write), STDERR_FILENO);
    return calls.load("seccomp");
}

Layer no_new_privileges() { return layer("no new privileges", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, errno); }

}  // namespace

std::vector<Layer> confine(unsigned cpu_seconds) {
    std::vector<Layer> layers;
    layers.push_back(drop_user());
    layers.push_back(limit(cpu_seconds));
    layers.push_back(no_new_privileges());
    layers.push_back(layer("not to be traced", prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0, errno));
    layers.push_back(filter_calls());
    return layers;
}

Layer shut_files() {
    if (kSanitized) return {"shut files", false, kCallsOfItsOwn};
    if (Layer first = no_new_privileges(); !first.there) return first;
    CallList calls(SCMP_ACT_ERRNO(EPERM));
    calls.allow_on(SCMP_SYS(read), STDIN_FILENO);
    calls.allow_on(SCMP_SYS(lseek), STDIN_FILENO);
    calls.allow_on(SCMP_SYS(write), STDOUT_FILENO);
    calls.allow_on(SCMP_SYS(write), STDERR_FILENO);
    calls.allow(SCMP_SYS(ioctl), {SCMP_A1_32(SCMP_CMP_EQ, TCGETS)});  // is it a person?
    return calls.load("shut files");
}

}  // namespace anel::labs
