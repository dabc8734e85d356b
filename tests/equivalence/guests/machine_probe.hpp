// The parts of the guest that asks everything.
#pragma once

void ask_about_interrupts();
void ask_about_the_console();
