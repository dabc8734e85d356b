// Text for kernel and programs: lengths, comparison, numbers, and a small formatter.
// Not here: where the text goes; format() hands each character to a sink.
#pragma once

#include "lib/memory.hpp"

namespace anelix {

size_t length(const char* text);
bool equal(const char* a, const char* b);
/// The first `bytes` of `a` are all of `prefix`.
bool starts_with(const char* text, const char* prefix);
/// Decimal; stops at the first character that is no digit.
unsigned to_number(const char* text);

using Sink = void (*)(void* context, char c);
/// %s text, %c character, %d signed, %u unsigned, %x hexadecimal, %%.
void format(Sink sink, void* context, const char* pattern, __builtin_va_list arguments);

}  // namespace anelix
