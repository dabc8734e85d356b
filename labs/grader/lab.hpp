// A lab: what its folder holds, read and checked.
// Not here: running its tests (test_suite.hpp), a student's copy of it (student_folder.hpp).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/grader/folder_files.hpp"
#include "labs/grader/languages.hpp"
#include "labs/runtime/submission.hpp"

namespace anel::labs {

struct Lab {
    std::filesystem::path folder;
    std::string id;      ///< "04-emulate"
    unsigned number = 0;
    std::string name;    ///< "emulate"
    BothLanguages title;
    double hours = 0;    ///< that it takes, about
    unsigned lines = 0;  ///< that one writes, about
    double points = 0;
    std::vector<std::string> files;  ///< what a student hands in
    Files all;           ///< everything, by the path that it has in a lab's folder, with what several labs share put where this one looks for it
    BothLanguages text;
    std::vector<BothLanguages> hints;  ///< level 1 first
    Files starter;
    Files provided;
    Files tests;  ///< "cases.lua", "visible.lua"; "hidden.lua" where the folder is an instructor's
    // The instructor's alone; empty in a hand-out.
    Files reference;
    Files mutants;                       ///< "wrong_ring.patch"
    std::map<std::string, Files> cheats;

    bool has_hidden_tests() const { return tests.contains("hidden.lua"); }
};

/// The error says file and line, what was expected, what to do.
Result<Lab> load_lab(const std::filesystem::path& folder);

/// What of a folder with these files is for students: no hidden tests, no reference, no mutants, no cheats.
Files hand_out(const Files& files);

/// A student's files as a worker takes them: what the lab provides is the lab's own, whatever lay there.
Submission with_provided(const Lab& lab, const Submission& submission);

/// Empty where every file that the lab asks for is there, else the first that is not.
std::optional<std::string> missing_file(const Lab& lab, const Submission& submission);

}  // namespace anel::labs
