// The devices behind the ports, as a program sees them: numbers here are the platform contract's, written by hand.
#include "isa/devices/devices.hpp"

#include "tests/unit/catch.hpp"

namespace anel::devices {
namespace {

constexpr std::uint16_t kData = 0x10, kStatus = 0x11, kIrq = 0x12, kLog = 0x18, kTimer = 0x40, kPower = 0xf0;
constexpr std::uint32_t kNothing = 0xffffffff;
constexpr std::uint32_t kTimerLine = 1U << 0, kConsoleLine = 1U << 1;

TEST_CASE("console and log output are bytes in order, apart from each other, and taken once") {
    Devices devices;
    for (const char byte : {'a', 'b'}) devices.write_port(kData, static_cast<std::uint32_t>(byte), 0);
    devices.write_port(kLog, 'x', 0);
    devices.write_port(kData, 0x100 + 'c', 0);
    CHECK(devices.take_console() == "abc");
    CHECK(devices.take_console().empty());
    CHECK(devices.take_log() == "x");
}

TEST_CASE("console input is read in order; none reads as all ones; the status says ready, then ended") {
    Devices devices;
    CHECK(devices.read_port(kData, 0) == kNothing);
    CHECK(devices.read_port(kStatus, 0) == 0);
    devices.type("hi\xff");
    CHECK(devices.read_port(kStatus, 0) == 1);
    devices.end_input();
    CHECK(devices.read_port(kStatus, 0) == 1);
    CHECK(devices.read_port(kData, 0) == 'h');
    CHECK(devices.read_port(kData, 0) == 'i');
    CHECK(devices.read_port(kData, 0) == 0xff);
    CHECK(devices.read_port(kStatus, 0) == 2);
    CHECK(devices.read_port(kData, 0) == kNothing);
}

TEST_CASE("the console line is high while enabled and there is input, or its end, to see") {
    Devices devices;
    devices.type("a");
    CHECK(devices.lines() == 0);
    devices.write_port(kIrq, 1, 0);
    CHECK(devices.read_port(kIrq, 0) == 1);
    CHECK(devices.lines() == kConsoleLine);
    devices.read_port(kData, 0);
    CHECK(devices.lines() == 0);
    devices.end_input();
    CHECK(devices.lines() == kConsoleLine);
    devices.write_port(kIrq, 0xfffffffe, 0);
    CHECK(devices.read_port(kIrq, 0) == 0);
    CHECK(devices.lines() == 0);
}

TEST_CASE("the timer counts down from the commit that set it, fires once, and stays high until it is written") {
    Devices devices;
    CHECK(devices.next_due() == cpu::kNever);
    devices.write_port(kTimer, 100, 1000);
    CHECK(devices.next_due() == 1100);
    CHECK(devices.read_port(kTimer, 1030) == 70);
    devices.run_due(1099);
    CHECK(devices.lines() == 0);
    devices.run_due(1100);
    CHECK(devices.lines() == kTimerLine);
    CHECK(devices.read_port(kTimer, 1200) == 0);
    CHECK(devices.next_due() == cpu::kNever);
    devices.run_due(5000);
    CHECK(devices.lines() == kTimerLine);
    devices.write_port(kTimer, 50, 6000);
    CHECK(devices.lines() == 0);
    CHECK(devices.next_due() == 6050);
}

TEST_CASE("zero disarms the timer, before it is due and after") {
    Devices devices;
    devices.write_port(kTimer, 10, 0);
    devices.write_port(kTimer, 0, 5);
    devices.run_due(100);
    CHECK(devices.lines() == 0);
    CHECK(devices.read_port(kTimer, 5) == 0);
    devices.write_port(kTimer, 10, 200);
    devices.run_due(210);
    REQUIRE(devices.lines() == kTimerLine);
    devices.write_port(kTimer, 0, 211);
    CHECK(devices.lines() == 0);
    CHECK(devices.next_due() == cpu::kNever);
}

TEST_CASE("power keeps the low eight bits as the guest's exit code") {
    Devices devices;
    CHECK_FALSE(devices.powered_off());
    devices.write_port(kPower, 0x107, 0);
    CHECK(devices.powered_off());
    CHECK(devices.state().exit_code == 7);
}

TEST_CASE("a port that does not exist reads as all ones and ignores what is written") {
    Devices devices;
    const DeviceState before = devices.state();
    devices.write_port(0x13, 1, 0);
    devices.write_port(0xffff, 1, 0);
    CHECK(devices.state() == before);
    CHECK(devices.read_port(0x13, 0) == kNothing);
    CHECK(devices.read_port(kPower, 0) == kNothing);
    CHECK(devices.read_port(kLog, 0) == kNothing);
}

}  // namespace
}  // namespace anel::devices
