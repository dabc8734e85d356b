#include "gui/session/racer.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace anel::session {

namespace {

constexpr std::chrono::milliseconds kBetweenPictures{34};
/// So long an order waits at most, about.
constexpr Cycles kRacePiece = 500'000;
/// At full speed the two are brought together so often.
constexpr std::uint64_t kStride = 20'000;

}  // namespace

Racer::Racer(std::function<void()> there) : latest_(std::move(there)), thread_([this] { live(); }) {}

Racer::~Racer() {
    {
        const std::lock_guard lock(mutex_);
        quits_ = true;
        ++orders_;
    }
    changed_.notify_one();
    thread_.join();
}

std::uint64_t Racer::set(RaceWish wish) {
    const std::lock_guard lock(mutex_);
    wish_ = std::move(wish);
    runs_ = false;
    ++orders_;
    changed_.notify_one();
    return ++wishes_;
}

void Racer::run() {
    const std::lock_guard lock(mutex_);
    runs_ = true;
    ++orders_;
    changed_.notify_one();
}

void Racer::pause() {
    const std::lock_guard lock(mutex_);
    runs_ = false;
    ++orders_;
    changed_.notify_one();
}

void Racer::set_speed(double per_second) {
    const std::lock_guard lock(mutex_);
    speed_ = std::max(per_second, 0.0);
    ++orders_;
    changed_.notify_one();
}

/// Waits only for an order, or for the time of the next frame.
void Racer::live() {
    RaceShown shown;
    std::optional<Race> race;
    const auto say = [&] { latest_.put(std::make_shared<const RaceShown>(shown)); };
    std::uint64_t seen = 0;        // of the orders
    Clock::time_point began{};     // at the present speed
    std::uint64_t began_at = 0;    // progress by then
    std::unique_lock lock(mutex_);
    for (;;) {
        const bool running = runs_ && race && !race->ended();
        if (!running) changed_.wait(lock, [&] { return orders_ != seen; });
        if (quits_) return;
        if (orders_ != seen) {
            seen = orders_;
            if (wish_) {
                shown = RaceShown{};
                shown.wish = *std::exchange(wish_, std::nullopt);
                shown.number = wishes_;
                lock.unlock();
                race.reset();
                auto made = Race::make(shown.wish);
                if (made) race = std::move(*made);
                else shown.error = made.error().message;
                lock.lock();
            }
            began = Clock::now();
            if (race) {
                shown.lanes = {race->lane(0), race->lane(1)};
                began_at = std::min(shown.lanes[0].now.progress, shown.lanes[1].now.progress);
            }
            shown.state = !race ? RaceShown::State::kFailed : race->ended() ? RaceShown::State::kEnded : runs_ ? RaceShown::State::kRunning : RaceShown::State::kPaused;
            lock.unlock();
            if (race || !shown.error.empty()) say();
            lock.lock();
            continue;
        }
        const double speed = speed_;
        lock.unlock();
        const Clock::time_point frame_due = Clock::now() + kBetweenPictures;
        const auto wanted = [&] {
            const std::chrono::duration<double> since = Clock::now() - began;
            if (speed > 0) return began_at + static_cast<std::uint64_t>(since.count() * speed) + 1;
            std::uint64_t behind = ~std::uint64_t{0};
            for (std::size_t i = 0; i < 2; ++i)
                if (!race->lane(i).ended) behind = std::min(behind, race->lane(i).now.progress);
            return behind + kStride;
        };
        bool there = false;
        while (!race->ended() && Clock::now() < frame_due && !(there && speed > 0)) {
            there = race->go_on(wanted(), kRacePiece);
            const std::lock_guard look(mutex_);
            if (orders_ != seen) break;
        }
        shown.lanes = {race->lane(0), race->lane(1)};
        if (race->ended()) shown.state = RaceShown::State::kEnded;
        say();
        lock.lock();
        changed_.wait_until(lock, frame_due, [&] { return orders_ != seen; });
    }
}

}  // namespace anel::session
