// Many bytes as a value in pages that several such values share where they are equal: a copy of memory that costs what has changed.
// Not here: memory itself, which the machine writes to and which is not shared with anybody.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace anel::machine {

class PagedBytes {
public:
    static constexpr std::size_t kPageBytes = 4096;

    /// Whether a page may differ from another one at the same place; false spares a look. Empty: any may.
    using MayDiffer = std::function<bool(std::size_t page)>;

    PagedBytes() = default;
    /// A copy. A page that is equal to the one of `like` at the same place, or to the page before it, is not copied but shared.
    explicit PagedBytes(std::span<const std::uint8_t> bytes, const PagedBytes* like = nullptr, const MayDiffer& may_differ = {});

    /// As many zeros; they take next to no memory.
    static PagedBytes zeros(std::size_t size);

    std::size_t size() const { return size_; }
    std::size_t page_count() const { return pages_.size(); }
    /// The last one may be filled up with zeros.
    std::span<const std::uint8_t, kPageBytes> page(std::size_t number) const { return *pages_[number]; }
    bool is_zero(std::size_t number) const;
    /// `bytes`: a page of them.
    void set_page(std::size_t number, std::span<const std::uint8_t> bytes);
    /// `to` has this size. Pages that are equal already are not written; of those that are, `written` is told.
    void copy_to(std::span<std::uint8_t> to, const MayDiffer& may_differ = {}, const std::function<void(std::size_t page)>& written = {}) const;
    /// Pages that it does not share with `other`.
    std::size_t pages_unlike(const PagedBytes& other) const;
    bool operator==(const PagedBytes& other) const;

private:
    using Page = std::array<std::uint8_t, kPageBytes>;
    std::vector<std::shared_ptr<const Page>> pages_;  ///< the last one is filled up with zeros
    std::size_t size_ = 0;
};

}  // namespace anel::machine
