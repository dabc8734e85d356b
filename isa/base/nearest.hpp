// For messages: which of the valid names somebody may have meant.
// Not here: the messages themselves.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace anel {

/// Number of letters to insert, delete, replace or swap with their neighbour to get from one name to the other.
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> least(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                least[i][j] = i + j;
                continue;
            }
            const std::size_t replaced = least[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            least[i][j] = std::min({replaced, least[i - 1][j] + 1, least[i][j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                least[i][j] = std::min(least[i][j], least[i - 2][j - 2] + 1);
        }
    return least[a.size()][b.size()];
}

/// The name that is near enough to be meant, else nothing.
inline std::string nearest(std::string_view word, const std::vector<std::string>& valid) {
    std::string_view best;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string& name : valid)
        if (const std::size_t distance = edit_distance(word, name); distance < least) {
            least = distance;
            best = name;
        }
    return std::string(best);
}

/// "; did you mean X?" where a name is near enough to be a slip, else nothing.
inline std::string did_you_mean(std::string_view word, const std::vector<std::string>& valid) {
    const std::string best = nearest(word, valid);
    return best.empty() ? "" : "; did you mean '" + best + "'?";
}

/// "a, b, c"
inline std::string comma_list(const std::vector<std::string>& names) {
    std::string result;
    for (const std::string& name : names) result += (result.empty() ? "" : ", ") + name;
    return result;
}

}  // namespace anel
