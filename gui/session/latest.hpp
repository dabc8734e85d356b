// One value on its way from a worker's thread to a window's: the newest that there is. One that nobody has taken gives way to the next.
// Not here: frames of a session, of which none may get lost (session.hpp).
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace anel::session {

template <class Value>
class Latest {
public:
    using Pointer = std::shared_ptr<const Value>;

    /// `there` is called by who puts, whenever there is something to take where there was nothing. It must not wait, nor take.
    explicit Latest(std::function<void()> there) : there_(std::move(there)) {}

    void put(Pointer value) {
        bool news = false;
        {
            const std::lock_guard lock(mutex_);
            news = !value_;
            value_ = std::move(value);
        }
        if (news) there_();
    }
    /// Null where there is nothing new.
    Pointer take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(value_, nullptr);
    }
    bool waits() const {
        const std::lock_guard lock(mutex_);
        return value_ != nullptr;
    }

private:
    std::function<void()> there_;
    mutable std::mutex mutex_;
    Pointer value_;
};

}  // namespace anel::session
