// A pane without a window around it: it is given frames made by hand, and what it sends is kept.
// Not here: windows (window_test.cpp).
#pragma once

#include <QApplication>
#include <vector>

#include "gui/models/selection.hpp"
#include "gui/panes/pane.hpp"

namespace anel::gui {

class LoneContext : public PaneContext {
public:
    /// `percent`: of the text's usual size.
    explicit LoneContext(int percent = 100) : theme_(Scheme::kLight, QApplication::palette(), QApplication::font(), percent) {}
    void send(session::Command command) override { sent.push_back(std::move(command)); }
    void ask(QObject*, session::Query query, std::function<void(const session::Answer&)> answered) override { asked.emplace_back(std::move(query), std::move(answered)); }
    session::ViewId new_view() override { return ++views_; }
    const session::FramePtr& frame() const override { return frame_; }
    const Theme& theme() const override { return theme_; }
    explain::Language language() const override { return explain::Language::kEnglish; }
    void show_pane(const QString&) override {}
    Selection& selection() override { return selection_; }

    /// Gives it to the pane as a window does.
    void show(Pane& pane, session::Frame frame) {
        frame.number = ++frames_;
        frame_ = std::make_shared<const session::Frame>(std::move(frame));
        pane.show_frame(*frame_);
    }
    /// The last command of a kind, if any was sent.
    template <class Kind>
    const Kind* last() const {
        for (auto one = sent.rbegin(); one != sent.rend(); ++one)
            if (const Kind* const found = std::get_if<Kind>(&*one)) return found;
        return nullptr;
    }

    std::vector<session::Command> sent;
    std::vector<std::pair<session::Query, std::function<void(const session::Answer&)>>> asked;

private:
    session::FramePtr frame_ = std::make_shared<const session::Frame>();
    Theme theme_;
    Selection selection_;
    session::ViewId views_ = 0;
    std::uint64_t frames_ = 0;
};

/// As Docks makes one.
template <class Kind>
std::unique_ptr<Kind> lone(LoneContext& context) {
    auto pane = std::make_unique<Kind>(context);
    pane->restyle();
    pane->retranslate();
    pane->resize(900, 700);
    pane->show();
    pane->set_seen(true);
    return pane;
}

}  // namespace anel::gui
