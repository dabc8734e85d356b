// Controls beside each other, and in another line where there is no room: so that large text and narrow docks hide none of them.
#pragma once

#include <QLayout>
#include <vector>

namespace anel::gui {

class FlowLayout : public QLayout {
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override;
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// Under each other, of things of about one height.
    int rows(int width) const;
    void setGeometry(const QRect& area) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;

private:
    /// The height that it takes; places the items only where `place` says so.
    int arrange(const QRect& area, bool place) const;

    std::vector<QLayoutItem*> items_;
};

/// A label and what it belongs to, or two of a kind: they stay together in such a layout.
QWidget* labelled(QWidget* label, QWidget* control);

}  // namespace anel::gui
