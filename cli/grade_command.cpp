// `anel grade`: what submissions are worth, one or a thousand, in the form that somebody wants it.
// Not here: a student's own way through a lab (lab_command.cpp), grading (labs/grader).
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/sandbox_notice.hpp"
#include "isa/machine/files.hpp"
#include "labs/grader/batch/grade.hpp"
#include "labs/grader/find_labs.hpp"
#include "labs/grader/formats/format.hpp"
#include "labs/grader/formats/messages.hpp"
#include "labs/grader/formats/safe_text.hpp"

namespace anel::cli {

namespace {

namespace fs = std::filesystem;

struct GradeOptions {
    std::string lab, labs, out, format = "text", exit = "infra", key, language = "en", manifest, shard = "1/1", folder;
    std::vector<std::string> submissions;
    unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
    bool visible = false, require_sandbox = false, quiet = false;
};

/// `@FILE`: what is in the file, without a final line end.
Result<std::string> key_of(const std::string& text) {
    if (!text.starts_with('@')) return text;
    auto content = machine::read_file(text.substr(1), 4096);
    if (!content) return content.error();
    if (content->ends_with('\n')) content->pop_back();
    return *content;
}

Result<labs::GradeRequest> request_of(const GradeOptions& options) {
    labs::GradeRequest request;
    const auto folder = labs::labs_folder(options.labs);
    if (!folder) return folder.error();
    request.labs = *folder;
    const auto language = choose_language(options.language);
    if (!language) return language.error();
    request.language = *language;
    auto key = key_of(options.key);
    if (!key) return key.error();
    request.key = std::move(*key);
    request.hidden = !options.visible;
    request.sandbox.require = options.require_sandbox;
    request.jobs = options.jobs;
    return request;
}

/// Says what becomes of each, on standard error: standard output is the reports'.
void say_progress(labs::GradeRequest& request, bool quiet) {
    if (quiet) return;
    request.on_report = [done = std::size_t{0}, all = request.rows.size()](std::size_t, const labs::Report& report, bool known) mutable {
        const char* const state = !report.refused.empty() ? " refused" : report.infrastructure_error() ? " not graded" : known ? " (known)" : "";
        fmt::print(stderr, "{:>5}/{}  {}  {:g}/{:g}{}\n", ++done, all, labs::safe_line(report.student), report.score, report.most, state);
    };
}

int exit_code_of(const std::vector<labs::Report>& reports, const std::string& asked) {
    if (std::ranges::any_of(reports, [](const labs::Report& report) { return report.infrastructure_error(); })) return kInternal;
    const bool all_full = std::ranges::all_of(reports, [](const labs::Report& report) { return report.refused.empty() && report.score >= report.most; });
    return asked == "score" && !all_full ? kJudgedWrong : kDone;
}

Status check_exit(const std::string& asked) {
    if (asked == "score" || asked == "infra") return {};
    return Error{fmt::format("--exit {}: it is score (1 for less than full points) or infra (0 for whatever has been graded)", asked), ErrorKind::kUsage};
}

/// Into a folder: one file where the format takes all or there is one, else one for each student. Else to standard output.
Status write_reports(labs::Format format, const std::vector<labs::Report>& reports, const std::string& out) {
    const bool together = labs::takes_many(format) || reports.size() == 1;
    if (out.empty()) return print(labs::format_reports(format, reports)), Status();
    std::error_code error;
    fs::create_directories(out, error);
    if (error) return Error{fmt::format("{}: cannot be made: {}", out, error.message())};
    const std::string file(labs::file_name_of(format));
    if (together) return labs::write_whole(fs::path(out) / file, labs::format_reports(format, reports));
    for (const labs::Report& report : reports) {
        const fs::path folder = fs::path(out) / labs::file_name_for(report.student);
        fs::create_directories(folder, error);
        if (error) return Error{fmt::format("{}: cannot be made: {}", folder.string(), error.message())};
        if (Status status = labs::write_whole(folder / file, labs::format_reports(format, {&report, 1})); !status) return status;
    }
    return {};
}

/// A platform that waits for a file must find one, whatever happens to us.
Status write_provisional(labs::Format format, const std::string& lab, const GradeOptions& options) {
    if (options.out.empty() || options.submissions.size() != 1) return {};
    labs::Report report;
    report.lab = lab;
    report.language = options.language;
    report.broken = labs::message_try_again(options.language);
    return write_reports(format, {report}, options.out);
}

int grade_some(const GradeOptions& options) {
    if (Status status = check_exit(options.exit); !status) return report(status.error());
    const auto format = labs::format_named(options.format);
    if (!format) return report(format.error());
    if (options.out.empty() && !labs::takes_many(*format) && options.submissions.size() > 1)
        return report({fmt::format("--format {} is for one submission; name a folder with --out, and each student has a file in it", options.format), ErrorKind::kUsage});
    auto request = request_of(options);
    if (!request) return report(request.error());
    for (const std::string& path : options.submissions) {
        std::error_code error;
        if (!fs::exists(path, error)) return report({path + ": there is no such submission; name a student's folder, an archive of it, or the file itself"});
        request->rows.push_back({options.lab, "", path});
    }
    if (Status status = write_provisional(*format, options.lab, options); !status) return report(status.error());
    if (Status status = look_at_sandbox(request->sandbox, request->language); !status) return report_not_judged(status.error());
    say_progress(*request, options.quiet || options.submissions.size() == 1);
    const auto graded = labs::grade(*request);
    if (!graded) return report(graded.error());
    std::vector<labs::Report> reports;
    for (const labs::GradedRow& row : *graded) reports.push_back(row.report);
    if (Status status = write_reports(*format, reports, options.out); !status) return report(status.error());
    return exit_code_of(reports, options.exit);
}

int grade_batch(const GradeOptions& options) {
    if (Status status = check_exit(options.exit); !status) return report(status.error());
    const auto shard = labs::parse_shard(options.shard);
    if (!shard) return report(shard.error());
    const auto text = machine::read_file(options.manifest);
    if (!text) return report(text.error());
    auto rows = labs::parse_manifest(*text, options.manifest);
    if (!rows) return report(rows.error());
    const auto store = labs::ResultStore::open(options.out, labs::manifest_text(*rows));
    if (!store) return report(store.error());
    auto request = request_of(options);
    if (!request) return report(request.error());
    const fs::path folder = fs::path(options.manifest).parent_path();
    for (labs::ManifestRow& row : *rows) row.path = (folder / row.path).string();
    request->rows = std::move(*rows);
    request->store = &*store;
    request->shard = *shard;
    if (Status status = look_at_sandbox(request->sandbox, request->language); !status) return report_not_judged(status.error());
    say_progress(*request, options.quiet);
    const auto graded = labs::grade(*request);
    if (!graded) return report(graded.error());
    std::vector<labs::Report> reports;
    for (const labs::GradedRow& row : *graded) reports.push_back(row.report);
    return exit_code_of(reports, options.exit);
}

int collect_results(const GradeOptions& options) {
    const auto format = labs::format_named(options.format);
    if (!format) return report(format.error());
    const auto store = labs::ResultStore::open(options.folder);
    if (!store) return report(store.error());
    const auto collected = labs::collect(*store);
    if (!collected) return report(collected.error());
    if (collected->reports.empty()) return report({options.folder + ": nothing has been graded yet; run `anel grade batch` on its manifest"});
    if (options.out.empty() && !labs::takes_many(*format) && collected->reports.size() > 1)
        return report({fmt::format("--format {} is for one submission; name a folder with --out, and each student has a file in it", options.format), ErrorKind::kUsage});
    if (Status status = write_reports(*format, collected->reports, options.out); !status) return report(status.error());
    if (collected->missing.empty()) return kDone;
    fmt::print(stderr, "{} of {} submissions have no result yet; the first is line {} of the manifest. Run `anel grade batch` again: it goes on where it stopped\n",
               collected->missing.size(), collected->missing.size() + collected->reports.size(), collected->missing.front() + 2);
    return kInternal;
}

using Options = std::shared_ptr<GradeOptions>;

void add_common(CLI::App& command, const Options& options) {
    command.add_option("--labs", options->labs, "The folder that holds the labs with their hidden tests; default: the bundled ones")->type_name("DIR");
    command.add_option("--key", options->key, "The secret that the hidden tests' questions come from, or @FILE with it in its first line")->type_name("TEXT");
    command.add_flag("--visible", options->visible, "The visible tests alone, for which nothing of the instructor's is needed");
    command.add_option("--lang", options->language, "en or pt-BR: the language of the reports");
    command.add_option("--jobs", options->jobs, "Submissions at a time; default: as many as there are processors")->type_name("N")->check(CLI::Range(1, 1024));
    command.add_option("--exit", options->exit, "infra: 0 whatever the points; score: 1 where one has less than full points. Always 5 where something could not be graded")->type_name("infra|score");
    command.add_flag("--require-sandbox", options->require_sandbox, "Refuse to grade (exit code 5) where a layer of the sandbox cannot be made; otherwise that is a warning");
    command.add_flag("--quiet", options->quiet, "Say nothing while grading, but for a layer of the sandbox that is missing");
}

}  // namespace

void add_grade_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("grade", "Grade submissions to a lab: folders, archives or files");
    const auto options = std::make_shared<GradeOptions>();
    command->add_option("lab", options->lab, "The lab's number or name")->type_name("LAB");
    command->add_option("submissions", options->submissions, "Folders of students, .tar.gz or .zip archives of them, or the one file that a lab asks for")->type_name("SUBMISSION");
    command->add_option("--out", options->out, "Write into this folder; default: standard output")->type_name("DIR");
    command->add_option("--format", options->format, "text, gradescope, classroom, prairielearn, junit, csv or json")->type_name("FORMAT");
    add_common(*command, options);
    command->footer(
        "Examples:\n"
        "  anel grade 4 submissions/*.tar.gz --format csv --key @secret > grades.csv\n"
        "  anel grade 4 . --format gradescope --out /autograder/results\n"
        "  anel grade batch --manifest class.csv --shard 3/8 --out results    one of eight parts, on whatever machine\n"
        "  anel grade collect results --format csv                           all parts in one table\n"
        "Exit codes: 0 done, 1 less than full points (with --exit score), 2 usage, 3 bad input, 5 something could not be graded,\n"
        "or, with --require-sandbox, the whole sandbox cannot be made.");

    CLI::App* const batch = command->add_subcommand("batch", "Grade what a table names, or a part of it, into a folder; go on where it stopped");
    batch->add_option("--manifest", options->manifest, "A CSV with the columns lab, student and path")->required()->type_name("FILE");
    batch->add_option("--shard", options->shard, "This part: 3/8 is the third of eight")->type_name("I/N");
    batch->add_option("--out", options->out, "The folder of the results")->required()->type_name("DIR");
    add_common(*batch, options);
    batch->callback([options, &exit_code] { exit_code = grade_batch(*options); });

    CLI::App* const collecting = command->add_subcommand("collect", "Put a batch's results together");
    collecting->add_option("folder", options->folder, "The folder of the results")->required()->type_name("DIR");
    collecting->add_option("--out", options->out, "Write into this folder; default: standard output")->type_name("DIR");
    collecting->add_option("--format", options->format, "text, gradescope, classroom, prairielearn, junit, csv or json")->type_name("FORMAT");
    collecting->callback([options, &exit_code] { exit_code = collect_results(*options); });

    command->callback([command, options, &exit_code] {
        if (!command->get_subcommands().empty()) return;
        if (options->lab.empty() || options->submissions.empty()) throw CLI::RequiredError("LAB and at least one SUBMISSION");
        exit_code = grade_some(*options);
    });
}

}  // namespace anel::cli
