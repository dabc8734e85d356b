#include "isa/debug/source.hpp"

namespace anel::debug {

const std::vector<std::string>& SourceFiles::lines_of(const SourceName& file) {
    const auto [at, is_new] = known_.try_emplace(file.full);
    if (!is_new || !read_) return at->second;
    auto text = read_(file.shown);
    if (!text) text = read_(file.full);
    if (!text) return at->second;
    for (std::size_t begin = 0; begin < text->size();) {
        const std::size_t end = std::min(text->find('\n', begin), text->size());
        at->second.push_back(text->substr(begin, end - begin));
        begin = end + 1;
    }
    return at->second;
}

const std::string* SourceFiles::line(const SourceName& file, std::uint32_t number) {
    const std::vector<std::string>& lines = lines_of(file);
    return number >= 1 && number <= lines.size() ? &lines[number - 1] : nullptr;
}

}  // namespace anel::debug
