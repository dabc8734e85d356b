// `anel lab`: a student's way through a lab, from the folder to full points.
// Not here: judging (labs/grader/judge.hpp), many submissions (anel grade).
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/lab_work.hpp"
#include "cli/output.hpp"
#include "cli/sandbox_notice.hpp"
#include "labs/grader/find_labs.hpp"
#include "labs/grader/judge.hpp"
#include "labs/grader/pack.hpp"
#include "labs/grader/report_text.hpp"
#include "labs/grader/student_folder.hpp"
#include "labs/grader/words.hpp"

namespace anel::cli {

using namespace fmt::literals;

namespace {

int list_labs(const LabOptions& options) {
    const auto language = choose_language(options.language.empty() ? "en" : options.language);
    if (!language) return report(language.error());
    const auto labs = labs::labs_folder(options.labs);
    if (!labs) return report(labs.error());
    const auto folders = labs::folders_of_labs(*labs);
    if (!folders) return report(folders.error());
    std::string out;
    for (const auto& folder : *folders) {
        const auto lab = labs::load_lab(folder);
        if (!lab) return report(lab.error());
        out += fmt::format("{:<18}  {:>3} h  {:>6}  {}\n", lab->id, lab->hours, lab->lines, lab->title.in(*language));
    }
    const auto word = [&](labs::Say what) { return labs::say(*language, what); };
    print(out.empty() ? "" : fmt::format("{:<18}  {:>5}  {:>6}  {}\n", "lab", word(labs::Say::kTakes), word(labs::Say::kLines), word(labs::Say::kTitle)) + out);
    return kDone;
}

int new_folder(const LabOptions& options) {
    const auto lab = labs::find_lab(options.labs, options.lab);
    if (!lab) return report(lab.error());
    const auto language = choose_language(options.language.empty() ? "en" : options.language);
    if (!language) return report(language.error());
    if (Status status = labs::make_student_folder(*lab, {lab->id, options.student, *language}, options.folder); !status) return report(status.error());
    const std::string where = shell_word(options.folder);
    std::string files;
    for (const std::string& file : lab->files) files += (files.empty() ? "" : " ") + shell_word((std::filesystem::path(options.folder) / file).string());
    print(labs::say(*language, labs::Say::kFolderMade, "lab"_a = lab->id, "title"_a = lab->title.in(*language),
                    "text"_a = fmt::format("{}/text.{}.md", where, explain::kLanguageTags[static_cast<std::size_t>(*language)]), "files"_a = files,
                    "command"_a = "anel lab check " + where + labs_option(options)));
    return kDone;
}

int check_folder(const LabOptions& options) {
    const auto work = open_lab_work(options);
    if (!work) return report(work.error());
    const auto submission = labs::read_submission(work->folder);
    if (!submission) return report(submission.error());
    const labs::JudgeOptions judging = judge_options(*work, options);
    if (!options.only.empty())
        if (const auto suite = labs::TestSuite::load(work->lab, options.hidden, work->who.language); suite)
            if (const auto found = labs::find_test(*suite, options.only); !found) return report(found.error());
    labs::SandboxPolicy sandbox;
    sandbox.require = options.require_sandbox;
    // Without a worker there is a report all the same, which says so.
    if (Status status = look_at_sandbox(sandbox, work->who.language); !status && sandbox.require) return report_not_judged(status.error());
    const labs::Report judged = labs::judge(work->lab, *submission, judging, sandbox);
    const bool rest = options.only.empty() && !options.hidden && judged.broken.empty();
    if (options.json != "-")
        print(labs::report_text(judged, work->lab, {wants_colour(stdout), work->arguments, rest ? work->lab.points - judged.most : 0, options.hidden}));
    if (!options.json.empty())
        if (Status status = write_output(options.json, labs::report_json(judged).dump(2) + "\n"); !status) return report(status.error());
    if (judged.infrastructure_error()) return kInternal;
    return judged.score < judged.most ? kJudgedWrong : kDone;
}

/// `hint 2` and `hint FOLDER 2` alike.
int print_hint(LabOptions options) {
    if (options.level.empty() && !options.folder.empty() && std::ranges::all_of(options.folder, [](unsigned char c) { return std::isdigit(c) != 0; }))
        std::swap(options.level, options.folder);
    if (options.folder.empty()) options.folder = ".";
    const auto work = open_lab_work(options);
    if (!work) return report(work.error());
    const std::size_t levels = work->lab.hints.size();
    const std::string level = options.level.empty() ? "1" : options.level;
    const std::size_t number = level.size() == 1 && level[0] >= '1' ? static_cast<std::size_t>(level[0] - '0') : 0;
    if (number < 1 || number > levels) return report({fmt::format("level '{}': lab {} has hints of levels 1 to {}", level, work->lab.id, levels), ErrorKind::kUsage});
    print(work->lab.hints[number - 1].in(work->who.language));
    return kDone;
}

int print_text(const LabOptions& options) {
    const auto work = open_lab_work(options);
    if (!work) return report(work.error());
    print(work->lab.text.in(work->who.language));
    return kDone;
}

int pack(const LabOptions& options) {
    const auto lab = labs::find_lab(options.labs, options.lab);
    if (!lab) return report(lab.error());
    const auto packed = labs::pack_lab(*lab, options.instructor);
    if (!packed) return report(packed.error());
    if (Status status = write_output(options.folder, *packed); !status) return report(status.error());
    return kDone;
}

using Options = std::shared_ptr<LabOptions>;

CLI::App* add_part(CLI::App& lab, const char* name, const char* what, const Options& options) {
    CLI::App* const part = lab.add_subcommand(name, what);
    part->add_option("--labs", options->labs, "The folder that holds the labs; default: the bundled ones")->type_name("DIR");
    return part;
}

void add_language(CLI::App& part, const Options& options, const char* otherwise) {
    part.add_option("--lang", options->language, fmt::format("en or pt-BR; default: {}", otherwise));
}

/// Parts that work on a student's folder, or on any folder of which one says what it is.
void add_work(CLI::App& part, const Options& options) {
    part.add_option("folder", options->folder, "Your folder; default: this one")->type_name("DIR");
    part.add_option("--lab", options->lab, "The folder is none that `anel lab new` made, but solves this lab: 4, emulate, 04-emulate")->type_name("LAB");
    add_language(part, options, "what the folder was made for");
}

void add_choice(CLI::App& part, const Options& options) {
    part.add_option("--only", options->only, "This test alone")->type_name("TEST");
    part.add_option("--seed", options->seed, "Ask other questions than your own: any number")->type_name("N");
    part.add_option("--student", options->student, "With --lab: whose questions are asked")->type_name("ID");
    part.add_flag("--hidden", options->hidden, "The hidden tests too, where they are there");
    part.add_option("--key", options->key, "With --hidden: the key that their questions come from")->type_name("TEXT");
}

}  // namespace

void add_lab_command(CLI::App& app, int& exit_code) {
    CLI::App* const lab = app.add_subcommand("lab", "Write a monitor yourself: labs, checked at once");
    lab->require_subcommand(1);
    const auto options = std::make_shared<LabOptions>();

    CLI::App* const list = add_part(*lab, "list", "The labs there are", options);
    add_language(*list, options, "en");
    list->callback([options, &exit_code] { exit_code = list_labs(*options); });

    CLI::App* const fresh = add_part(*lab, "new", "Make your folder for a lab", options);
    fresh->add_option("lab", options->lab, "Its number or name")->required();
    fresh->add_option("folder", options->folder, "A new folder")->required()->type_name("DIR");
    fresh->add_option("--student", options->student, "How your course knows you; the tests ask you questions of your own")->required()->type_name("ID");
    add_language(*fresh, options, "en");
    fresh->callback([options, &exit_code] { exit_code = new_folder(*options); });

    CLI::App* const check = add_part(*lab, "check", "Run the tests: points, and each failure in words", options);
    add_work(*check, options);
    add_choice(*check, options);
    check->add_option("--json", options->json, "Write the result as JSON to this file (-: standard output, in the text's place)")->type_name("FILE");
    check->add_flag("--require-sandbox", options->require_sandbox, "Refuse to run (exit code 5) where the whole sandbox cannot be made; otherwise that is a warning");
    check->callback([options, &exit_code] { exit_code = check_folder(*options); });

    CLI::App* const debug = add_part(*lab, "debug", "Go to the step where a test went wrong, and look around in Lua; files and the network stay shut there", options);
    add_work(*debug, options);
    add_choice(*debug, options);
    debug->callback([options, &exit_code] { exit_code = debug_lab(*options); });

    CLI::App* const hint = add_part(*lab, "hint", "A hint, of one level after the other", options);
    add_work(*hint, options);
    hint->add_option("level", options->level, "1 says least")->type_name("LEVEL");
    hint->callback([options, &exit_code] { exit_code = print_hint(*options); });

    CLI::App* const text = add_part(*lab, "text", "The lab's page", options);
    add_work(*text, options);
    text->callback([options, &exit_code] { exit_code = print_text(*options); });

    CLI::App* const packing = add_part(*lab, "pack", "Write a lab as one .tar.gz to hand out", options);
    packing->add_option("lab", options->lab, "Its number or name")->required();
    packing->add_option("file", options->folder, "The file")->required()->type_name("FILE");
    packing->add_flag("--instructor", options->instructor, "With hidden tests, reference, mutants and cheats");
    packing->callback([options, &exit_code] { exit_code = pack(*options); });

    lab->footer(
        "Examples:\n"
        "  anel lab new 1 hello --student ana     your folder for lab 1\n"
        "  anel lab check hello                   what is it worth?\n"
        "  anel lab debug hello --only TEST       stop where it goes wrong\n"
        "  anel lab hint hello 2                  a second hint\n"
        "Exit codes: 0 full points, 1 fewer, 2 usage, 3 bad input, 5 not judged.");
}

}  // namespace anel::cli
