#include "gui/models/transcript.hpp"

#include <algorithm>

namespace anel::gui {

void Transcript::clear() { *this = Transcript(); }

bool Transcript::update(const session::TextPiece& piece, const std::vector<session::Typed>& typed) {
    const std::size_t end = dropped_ + printed_.size();
    const bool longer = piece.begin >= end && typed.size() >= typed_.size() && std::equal(typed_.begin(), typed_.end(), typed.begin());
    const std::size_t first_typed = typed_.size();
    typed_ = typed;
    if (piece.begin < dropped_) {
        printed_.clear();
        dropped_ = piece.begin;
    } else {
        printed_.resize(std::min(printed_.size(), piece.begin - dropped_));
    }
    const std::size_t from = dropped_ + printed_.size();
    printed_ += piece.text;
    const bool too_long = printed_.size() > kMostBytes;
    if (too_long) {
        // Half goes at once, so that it does not happen at every line.
        const std::size_t cut = printed_.size() - kMostBytes / 2;
        printed_.erase(0, cut);
        dropped_ += cut;
    }
    if (!longer || too_long) {
        news_.clear();
        return false;
    }
    news_ = pieces(from, first_typed);
    return true;
}

std::vector<Transcript::Piece> Transcript::all() const { return pieces(dropped_, 0); }

std::vector<Transcript::Piece> Transcript::pieces(std::size_t from, std::size_t first_typed) const {
    std::vector<Piece> result;
    std::size_t at = std::max(from, dropped_);
    const auto print_to = [&](std::size_t to) {
        if (to <= at) return;
        result.push_back({false, QString::fromUtf8(printed_.data() + (at - dropped_), static_cast<qsizetype>(to - at))});
        at = to;
    };
    for (std::size_t i = first_typed; i < typed_.size(); ++i) {
        if (typed_[i].console_at < dropped_) continue;
        print_to(std::min(typed_[i].console_at, dropped_ + printed_.size()));
        result.push_back({true, QString::fromStdString(typed_[i].text)});
    }
    print_to(dropped_ + printed_.size());
    return result;
}

QString Transcript::text() const {
    QString text;
    for (const Piece& piece : all()) text += piece.text;
    return text;
}

}  // namespace anel::gui
