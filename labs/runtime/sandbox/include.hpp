// `.include "file"` of assembly: the files of a submission become one text, and messages about it are led back to the files.
// Not here: the assembler (isa/asm), which knows one text and no files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/runtime/submission.hpp"

namespace anel::labs {

struct WholeText {
    struct Line {
        std::string file;
        unsigned number;  ///< from 1
    };
    std::string text;
    std::vector<Line> lines;  ///< where each of the text's comes from
};

/// The file `name` of `files`, with what it includes, from the same files alone: a path is within the submission, whatever it says. `first` is put in the place of that file
/// where it is not empty.
Result<WholeText> with_includes(const Submission& files, const std::string& name, std::string_view first = {});

/// Puts "file:line" in the place of every `name:line` of the assembler's message about such a text.
std::string led_back(const std::string& message, const std::string& name, const WholeText& text);

}  // namespace anel::labs
