// The C memory functions, for kernel and programs alike.
#pragma once

using size_t = decltype(sizeof 0);

extern "C" {
void* memcpy(void* to, const void* from, size_t bytes);
void* memmove(void* to, const void* from, size_t bytes);
void* memset(void* to, int value, size_t bytes);
int memcmp(const void* a, const void* b, size_t bytes);
}
