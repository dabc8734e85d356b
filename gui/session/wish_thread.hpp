// A thread that does one wish after another, always the newest: who wishes does not wait for it, and a newer wish ends the one under way.
// Not here: handing over what came of it (latest.hpp); threads that are steered while they work (racer.hpp, session.hpp).
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace anel::session {

template <class Wish>
class WishThread {
public:
    /// In the thread. `stop`: it has been cancelled (maybe before it began, and yet it is to have an end), or another is waiting; it returns soon then.
    using Work = std::function<void(Wish wish, std::uint64_t number, const std::atomic<bool>& stop)>;

    explicit WishThread(Work work) : work_(std::move(work)), thread_([this] { live(); }) {}
    /// Stops what is under way, and waits for its end.
    ~WishThread() {
        {
            const std::lock_guard lock(mutex_);
            quits_ = true;
            stop_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }
    WishThread(const WishThread&) = delete;
    WishThread& operator=(const WishThread&) = delete;

    /// In the place of one under way or waiting. Returns its number at once: they are counted from 1. Any thread.
    std::uint64_t start(Wish wish) {
        const std::lock_guard lock(mutex_);
        wanted_ = Wanted{std::move(wish), ++wishes_, false};
        stop_ = true;
        changed_.notify_one();
        return wishes_;
    }
    /// The last that was started. Any thread.
    void cancel() {
        const std::lock_guard lock(mutex_);
        stop_ = true;
        if (wanted_) wanted_->cancelled = true;
    }

private:
    struct Wanted {
        Wish wish;
        std::uint64_t number = 0;
        bool cancelled = false;  ///< before anybody began with it
    };

    void live() {
        std::unique_lock lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return quits_ || wanted_; });
            if (quits_) return;
            Wanted wanted = std::move(*wanted_);
            wanted_.reset();
            stop_ = wanted.cancelled;
            lock.unlock();
            work_(std::move(wanted.wish), wanted.number, stop_);
            lock.lock();
        }
    }

    Work work_;
    std::mutex mutex_;  ///< of all up to the thread
    std::condition_variable changed_;
    std::optional<Wanted> wanted_;
    std::uint64_t wishes_ = 0;
    bool quits_ = false;
    std::atomic<bool> stop_ = false;
    std::thread thread_;  ///< last: it uses all of the above
};

}  // namespace anel::session
