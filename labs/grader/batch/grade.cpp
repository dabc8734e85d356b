#include "labs/grader/batch/grade.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "isa/machine/sha256.hpp"
#include "labs/grader/batch/hand_in.hpp"
#include "labs/grader/find_labs.hpp"
#include "labs/grader/formats/messages.hpp"
#include "labs/grader/student_folder.hpp"

namespace anel::labs {

namespace {

std::string tag_of(explain::Language language) { return std::string(explain::kLanguageTags[static_cast<std::size_t>(language)]); }

Report empty_report(const Lab& lab, const GradeRequest& request, const std::string& student) {
    Report report;
    report.lab = lab.id;
    report.student = student;
    report.language = tag_of(request.language);
    report.most = lab.points;
    return report;
}

/// Of text parts, none of which can be taken for another's.
std::string sha256_of_parts(const std::vector<std::string>& parts) {
    machine::Sha256 hash;
    for (const std::string& part : parts) {
        hash.add(fmt::format("{}:", part.size()));
        hash.add(part);
    }
    return machine::to_hex(hash.digest());
}

class Grading {
public:
    Grading(const GradeRequest& request, std::map<std::string, Lab> labs) : request_(request), labs_(std::move(labs)), reports_(request.rows.size()) {
        for (std::size_t row = 0; row < request.rows.size(); ++row)
            if (request.shard.has(row)) to_do_.push_back(row);
    }

    Result<std::vector<GradedRow>> all() {
        const std::size_t workers = std::clamp<std::size_t>(request_.jobs, 1, std::max<std::size_t>(to_do_.size(), 1));
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < workers; ++i) threads.emplace_back([this] { work(); });
        work();
        threads.clear();
        if (error_) return *error_;
        std::vector<GradedRow> graded;
        for (const std::size_t row : to_do_) graded.push_back({row, std::move(*reports_[row])});
        return graded;
    }

private:
    void work() {
        auto worker = Worker::start(request_.sandbox);
        if (!worker) return give_up(worker.error());
        while (!stopped_) {
            const std::size_t next = next_++;
            if (next >= to_do_.size()) return;
            if (Status status = one(to_do_[next], *worker); !status) return give_up(status.error());
        }
    }

    Status one(std::size_t row, Worker& worker) {
        const ManifestRow& what = request_.rows[row];
        const Lab& lab = labs_.at(what.lab);
        auto in = hand_in(what.path, lab, what.student, worker);
        bool known = false;
        Report report = empty_report(lab, request_, what.student);
        std::string key;
        if (!in) {
            // Somebody has to put it there; until then nothing is known about it.
            report.broken = in.error().message;
        } else {
            report.student = in->student;
            report.refused = in->refused;
            report.submission_sha256 = submission_sha256(in->submission);
            key = result_key(lab, request_, in->student, report.submission_sha256 + in->refused);
            if (request_.store != nullptr)
                if (auto kept = request_.store->find(row, key)) report = std::move(*kept), known = true;
            if (!known && in->refused.empty()) report = judged(lab, *in, worker);
        }
        if (!known && request_.store != nullptr && !report.infrastructure_error())
            if (Status status = request_.store->keep(row, key, report); !status) return status;
        const std::lock_guard lock(mutex_);
        if (request_.on_report) request_.on_report(row, report, known);
        reports_[row] = std::move(report);
        return {};
    }

    Report judged(const Lab& lab, const HandedIn& in, Worker& worker) {
        const JudgeOptions options{.language = request_.language, .student = in.student, .hidden = request_.hidden, .key = request_.key, .only = {}, .seed = {}};
        return judge(lab, in.submission, options, [&](const Value& task, const Submission& files) { return worker.run(task, files); });
    }

    void give_up(const Error& error) {
        const std::lock_guard lock(mutex_);
        if (!error_) error_ = error;
        stopped_ = true;
    }

    const GradeRequest& request_;
    const std::map<std::string, Lab> labs_;  ///< as the rows name them
    std::vector<std::size_t> to_do_;
    std::vector<std::optional<Report>> reports_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> stopped_ = false;
    std::mutex mutex_;
    std::optional<Error> error_;
};

}  // namespace

std::string result_key(const Lab& lab, const GradeRequest& request, const std::string& student, const std::string& submission_sha256) {
    std::vector<std::string> parts{request.hidden ? "all" : "visible", lab.id, tag_of(request.language), request.key, student, submission_sha256};
    for (const auto& [path, content] : lab.all) parts.push_back(path), parts.push_back(content);
    return sha256_of_parts(parts);
}

Result<std::vector<GradedRow>> grade(const GradeRequest& request) {
    std::map<std::string, Lab> labs;
    for (const ManifestRow& row : request.rows) {
        if (labs.contains(row.lab)) continue;
        auto lab = find_lab(request.labs.string(), row.lab);
        if (!lab) return lab.error();
        if (request.hidden && !lab->has_hidden_tests())
            return Error{fmt::format("{}: its hidden tests are not there; grade with the labs of the instructor's pack (--labs), or with --visible", lab->folder.string())};
        labs.emplace(row.lab, std::move(*lab));
    }
    return Grading(request, std::move(labs)).all();
}

Result<Collected> collect(const ResultStore& store) {
    const auto rows = parse_manifest(store.manifest(), "manifest.csv");
    if (!rows) return rows.error();
    Collected collected;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        if (auto report = store.find(row)) collected.reports.push_back(std::move(*report));
        else collected.missing.push_back(row);
    }
    return collected;
}

}  // namespace anel::labs
