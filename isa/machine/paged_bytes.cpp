// Pages are compared; which of them need not be, the caller may know.
#include "isa/machine/paged_bytes.hpp"

#include <algorithm>
#include <cstring>

#include "isa/base/invariant.hpp"

namespace anel::machine {

PagedBytes::PagedBytes(std::span<const std::uint8_t> bytes, const PagedBytes* like, const MayDiffer& may_differ) : size_(bytes.size()) {
    pages_.reserve((size_ + kPageBytes - 1) / kPageBytes);
    for (std::size_t at = 0; at < size_; at += kPageBytes) {
        const std::size_t length = std::min(kPageBytes, size_ - at);
        const auto equals = [&](const std::shared_ptr<const Page>& page) { return std::memcmp(page->data(), &bytes[at], length) == 0; };
        const std::size_t number = pages_.size();
        if (like != nullptr && like->size_ == size_ && ((may_differ && !may_differ(number)) || equals(like->pages_[number]))) {
            pages_.push_back(like->pages_[number]);
        } else if (number != 0 && length == kPageBytes && equals(pages_.back())) {
            pages_.push_back(pages_.back());
        } else {
            auto page = std::make_shared<Page>();
            std::memcpy(page->data(), &bytes[at], length);
            pages_.push_back(std::move(page));
        }
    }
}

PagedBytes PagedBytes::zeros(std::size_t size) {
    PagedBytes result;
    result.size_ = size;
    result.pages_.assign((size + kPageBytes - 1) / kPageBytes, std::make_shared<const Page>());
    return result;
}

bool PagedBytes::is_zero(std::size_t number) const {
    return std::ranges::all_of(*pages_[number], [](std::uint8_t byte) { return byte == 0; });
}

void PagedBytes::set_page(std::size_t number, std::span<const std::uint8_t> bytes) {
    invariant(bytes.size() == kPageBytes && number < pages_.size(), "a page is put where there is one");
    auto page = std::make_shared<Page>();
    std::memcpy(page->data(), bytes.data(), kPageBytes);
    pages_[number] = std::move(page);
}

void PagedBytes::copy_to(std::span<std::uint8_t> to, const MayDiffer& may_differ, const std::function<void(std::size_t page)>& written) const {
    invariant(to.size() == size_, "bytes are put back to where there is room for just them");
    for (std::size_t number = 0; number < pages_.size(); ++number) {
        if (may_differ && !may_differ(number)) continue;
        const std::size_t at = number * kPageBytes;
        const std::size_t length = std::min(kPageBytes, size_ - at);
        // To read memory that does not change is cheaper than to write it.
        if (std::memcmp(&to[at], pages_[number]->data(), length) == 0) continue;
        std::memcpy(&to[at], pages_[number]->data(), length);
        if (written) written(number);
    }
}

std::size_t PagedBytes::pages_unlike(const PagedBytes& other) const {
    std::size_t count = 0;
    for (std::size_t number = 0; number < pages_.size(); ++number)
        if (number >= other.pages_.size() || pages_[number] != other.pages_[number]) ++count;
    return count;
}

bool PagedBytes::operator==(const PagedBytes& other) const {
    return size_ == other.size_ && std::ranges::equal(pages_, other.pages_, [](const auto& a, const auto& b) { return a == b || *a == *b; });
}

}  // namespace anel::machine
