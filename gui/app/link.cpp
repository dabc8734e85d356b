#include "gui/app/link.hpp"

#include <QMetaObject>

namespace anel::gui {

Link::Link(QObject* parent) : QObject(parent) {
    session_ = std::make_unique<session::Session>([this] { QMetaObject::invokeMethod(this, [this] { take(); }, Qt::QueuedConnection); });
}

// The simulation ends before what it calls does.
Link::~Link() { session_.reset(); }

void Link::take() {
    if (const session::FramePtr taken = session_->take_frame()) Q_EMIT frame(taken);
}

}  // namespace anel::gui
