// As on a disk that is nearly full, for tests of what is written and is not to be half written.
#pragma once

#include <sys/resource.h>

#include <csignal>

namespace anel::gui {

/// Files cannot grow beyond some bytes, while there is one of these.
class LittleRoom {
public:
    LittleRoom() {
        getrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit little{100, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &little);
    }
    LittleRoom(const LittleRoom&) = delete;
    LittleRoom& operator=(const LittleRoom&) = delete;
    ~LittleRoom() { setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

}  // namespace anel::gui
