#include "tests/unit/cli/trace_format.hpp"

#include <map>
#include <set>
#include <utility>

namespace anel::tests {

namespace {

using nlohmann::json;
using Thread = std::pair<std::int64_t, std::int64_t>;

class Reader {
public:
    std::string take(const json& item) {
        if (!item.is_object() || !item.contains("ph") || !item["ph"].is_string()) return "no phase";
        for (const char* field : {"pid", "tid"})
            if (!item.contains(field) || !item[field].is_number_integer()) return std::string(field) + " is missing";
        if (!item.contains("name") || !item["name"].is_string() || item["name"].get<std::string>().empty()) return "no name";
        const std::string phase = item["ph"];
        if (phase == "M") return metadata(item);
        if (!item.contains("ts") || !item["ts"].is_number()) return "ts is missing";
        if (!item.contains("cat") || !item["cat"].is_string()) return "cat is missing";
        if (item["ts"] < 0) return "ts is negative";
        if (phase == "X") return slice(item);
        if (phase == "s" || phase == "f") return arrow(item, phase == "s");
        return "unknown phase " + phase;
    }
    std::string finish() const {
        for (const auto& [id, arrow] : arrows_)
            if (!arrow.started || !arrow.finished) return "arrow " + std::to_string(id) + " has but one end";
        for (const auto& [thread, last] : last_slice_) {
            if (!processes_.contains(thread.first)) return "process " + std::to_string(thread.first) + " has no name";
            if (!threads_.contains(thread)) return "thread " + std::to_string(thread.second) + " has no name";
        }
        std::set<std::int64_t> ids;
        for (const Thread& thread : threads_)
            if (!ids.insert(thread.second).second) return "two processes share the thread id " + std::to_string(thread.second);
        return {};
    }

private:
    struct Slice {
        std::int64_t begin = 0;
        std::int64_t end = 0;
    };
    struct Arrow {
        bool started = false;
        bool finished = false;
        std::int64_t start = 0;
        std::int64_t finish = 0;
        json name;
        json category;
    };

    static Thread thread_of(const json& item) { return {item["pid"], item["tid"]}; }

    std::string metadata(const json& item) {
        const std::string name = item["name"];
        const bool names = name == "process_name" || name == "thread_name", sorts = name == "process_sort_index" || name == "thread_sort_index";
        if (!names && !sorts) return "unknown metadata " + name;
        if (!item.contains("args") || !item["args"].contains(names ? "name" : "sort_index")) return name + " says nothing";
        if (name == "process_name" && !processes_.insert(item["pid"].get<std::int64_t>()).second) return "a process is named twice";
        if (name == "thread_name" && !threads_.insert(thread_of(item)).second) return "a thread is named twice";
        return {};
    }

    std::string slice(const json& item) {
        if (!item.contains("dur") || !item["dur"].is_number() || item["dur"] < 0) return "a slice without a duration";
        const Slice now{item["ts"], item["ts"].get<std::int64_t>() + item["dur"].get<std::int64_t>()};
        const auto last = last_slice_.find(thread_of(item));
        if (last != last_slice_.end() && now.begin < last->second.end) return "a slice begins before the one before it in its thread ends";
        last_slice_[thread_of(item)] = now;
        return {};
    }

    std::string arrow(const json& item, bool starts) {
        if (!item.contains("id")) return "an arrow without an id";
        if (!starts && item.value("bp", "") != "e") return "a finish that does not belong to the slice around it";
        const auto around = last_slice_.find(thread_of(item));
        const std::int64_t at = item["ts"];
        if (around == last_slice_.end() || at < around->second.begin || at > around->second.end) return "an arrow's end lies in no slice that stands before it";
        Arrow& arrow = arrows_[item["id"].get<std::uint64_t>()];
        if (starts ? arrow.started : arrow.finished) return "an arrow with two such ends";
        if (!arrow.name.is_null() && (arrow.name != item["name"] || arrow.category != item["cat"])) return "an arrow with two names";
        arrow.name = item["name"];
        arrow.category = item["cat"];
        (starts ? arrow.started : arrow.finished) = true;
        (starts ? arrow.start : arrow.finish) = at;
        if (arrow.started && arrow.finished && arrow.finish < arrow.start) return "an arrow into the past";
        return {};
    }

    std::map<Thread, Slice> last_slice_;
    std::map<std::uint64_t, Arrow> arrows_;
    std::set<std::int64_t> processes_;
    std::set<Thread> threads_;
};

}  // namespace

std::string offence_against_format(const json& trace) {
    if (!trace.is_object() || !trace.contains("traceEvents") || !trace["traceEvents"].is_array()) return "no array of trace events";
    if (trace.contains("displayTimeUnit") && trace["displayTimeUnit"] != "ms" && trace["displayTimeUnit"] != "ns") return "displayTimeUnit is neither ms nor ns";
    Reader reader;
    for (std::size_t at = 0; at < trace["traceEvents"].size(); ++at)
        if (std::string why = reader.take(trace["traceEvents"][at]); !why.empty()) return "item " + std::to_string(at) + ": " + why + ": " + trace["traceEvents"][at].dump();
    return reader.finish();
}

}  // namespace anel::tests
