// Brings a session's frames into the window's thread, and the window's commands to the session.
// Not here: what is done with them (main_window.hpp).
#pragma once

#include <QObject>
#include <memory>

#include "gui/session/session.hpp"

namespace anel::gui {

class Link : public QObject {
    Q_OBJECT

public:
    explicit Link(QObject* parent = nullptr);
    ~Link() override;

    void send(session::Command command) { session_->send(std::move(command)); }

Q_SIGNALS:
    /// Once for each frame, in the window's thread.
    void frame(const session::FramePtr& frame);

private:
    void take();

    std::unique_ptr<session::Session> session_;
};

}  // namespace anel::gui
