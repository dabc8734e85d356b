// What a console shows: what the guest printed, with what a person typed where it was typed. Bounded: of a long one the last part.
// Not here: the widget.
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "gui/session/frame.hpp"

namespace anel::gui {

class Transcript {
public:
    static constexpr std::size_t kMostBytes = std::size_t{1} << 20;

    struct Piece {
        bool typed = false;
        QString text;
        bool operator==(const Piece&) const = default;
    };

    /// Another machine: nothing has been printed.
    void clear();
    /// Takes a frame's news in. True: what was there is still there, and news() is behind it; false: all() is to be shown anew.
    bool update(const session::TextPiece& piece, const std::vector<session::Typed>& typed);

    const std::vector<Piece>& news() const { return news_; }
    std::vector<Piece> all() const;
    /// All of it as one text, for the clipboard and for tests.
    QString text() const;

private:
    std::vector<Piece> pieces(std::size_t from, std::size_t first_typed) const;

    std::string printed_;        ///< the end of it
    std::size_t dropped_ = 0;    ///< bytes before that
    std::vector<session::Typed> typed_;
    std::vector<Piece> news_;
};

}  // namespace anel::gui
