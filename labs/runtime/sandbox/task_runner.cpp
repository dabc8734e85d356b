#include "labs/runtime/sandbox/task_runner.hpp"

#include <optional>
#include <string>
#include <vector>

#include "labs/runtime/lua_state.hpp"
#include "labs/runtime/lua_value.hpp"
#include "labs/runtime/sandbox/student.hpp"

namespace anel::labs {
namespace {

class Running {
public:
    Running(const Value& task, const Submission& files, const std::function<void(const Value&)>& leave)
        : task_(task), leave_(leave), meter_(20'000'000, [this](Used what) { abort(what); }), arena_(std::size_t{32} << 20, meter_), student_{meter_, arena_, files, 1, {}},
          state_(lua::Grade::kStudent) {
        open_student(state_, student_);
    }
    Value run() {
        std::vector<Value> returned;
        const auto failure = state_.run(task_.value("text", ""), "try.lua", {}, returned);
        evidence_["returned"] = returned;
        finish(failure ? "error" : "done");
        if (failure) evidence_["message"] = failure->message;
        return evidence_;
    }

private:
    void finish(const char* how) {
        evidence_["ended"] = how;
        evidence_["lua"] = {{"instructions", meter_.used()}, {"memory", arena_.peak()}};
        evidence_["log"] = student_.log;
    }
    void abort(Used what) {
        finish(what == Used::kMemory ? "memory" : "instructions");
        leave_(evidence_);
    }
    const Value& task_;
    const std::function<void(const Value&)>& leave_;
    Value evidence_;
    Meter meter_;
    Arena arena_;
    Student student_;
    lua::State state_;
};

}  // namespace

Value run_task(const Value& task, const Submission& files, const std::function<void(const Value&)>& leave) { return Running(task, files, leave).run(); }
Value too_much() { return {{"ended", "memory"}, {"message", "too much"}}; }

}  // namespace anel::labs
