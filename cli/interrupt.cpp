// A signal handler has no other way to its program than a variable of the program's.
#include "cli/interrupt.hpp"

#include <csignal>

namespace anel::cli {

namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

}  // namespace

const std::atomic<bool>* catch_interrupts() {
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted.store(true); };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    return &interrupted;
}

void forget_interrupt() {
    interrupted.store(false);
    catch_interrupts();
}

}  // namespace anel::cli
