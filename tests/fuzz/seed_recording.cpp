// Writes the contents of two small recordings into a folder: what the fuzzer of recordings begins with, made anew by every build, so that it is
// never of an old format. Usage: seed_recording FOLDER
// Not here: the fuzzer.
#include <cstdio>
#include <fstream>
#include <string>

#include "isa/machine/recording_file.hpp"

using namespace anel;

namespace {

machine::Recording sample(bool with_much) {
    machine::MachineConfig config;
    config.ram_bytes = 2U << 20;
    machine::Machine machine(config, config.ram_bytes);
    // lui t0, 0x100; in t1, 0x10(x0); sw t1, 64(t0); addi a0, a0, 1; j -12
    const std::uint8_t code[] = {0xb7, 0x02, 0x10, 0x00, 0x0b, 0x03, 0x00, 0x01, 0x23, 0xa0, 0x62, 0x04, 0x13, 0x05, 0x15, 0x00, 0x6f, 0xf0, 0x5f, 0xff};
    if (!machine.write_memory({0x100000}, code)) return {};
    machine.reset_to({0x100000}, {0x1000});
    machine::Recording recording = machine::recording_of(machine, config);
    recording.recorded_by = "anel";
    recording.end = {{100, 50, 0}, "cycle-limit", {}};
    if (!with_much) return recording;
    recording.disk.assign(512, 0);
    recording.inputs = {{{10, 9, 0}, machine::Input::Kind::kTyped, "abc", 0}, {{20, 19, 0}, machine::Input::Kind::kAsked, {}, 1},
                        {{30, 29, 0}, machine::Input::Kind::kEnded, {}, 0}};
    recording.end.state = machine::digest_of(machine);
    recording.notes = {{"mode", "native"}, {"most-cycles", "100"}};
    return recording;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: seed_recording FOLDER\n", stderr);
        return 2;
    }
    const std::string folder = argv[1];
    const auto write = [&](const char* name, const std::string& bytes) {
        std::ofstream(folder + "/" + name, std::ios::binary) << bytes;
    };
    write("few", machine::to_content(sample(false)));
    write("much", machine::to_content(sample(true)));
    write("file", *machine::to_file(sample(true)));
    return 0;
}
