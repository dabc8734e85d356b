// Grading many, through the command: the same bytes whoever works at it and however often he was stopped; what is handed in, and in which wrapping.
// Not here: what a lab's tests say (tests/labs), the forms (tests/unit/labs_formats).
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Submissions to lab 1 as a class hands them in, and the table of them.
class Class {
public:
    Class() {
        const fs::path lab = source_file("labs/01-hello-rings");
        for (const char* const student : {"ana", "bruno", "carla", "dora", "edu"}) {
            fs::create_directories(at(student));
            const bool good = std::string(student) != "bruno";
            fs::copy_file(lab / (good ? "reference" : "starter") / "hello.s", at(student) / "hello.s");
        }
        write("edu/hello.s", read_file(at("edu") / "hello.s") + "# mine\n");
        shell("tar -C " + q("carla") + " -czf " + q("carla.tar.gz") + " . && tar -C " + quoted(folder_.path()) + " -cf " + q("dora.tar") + " dora");
        write("class.csv", "student,path,lab,remark\nana,ana,1,\nbruno,bruno,1,\"late, \"\"very\"\"\"\ncarla,carla.tar.gz,1,\ndora,dora.tar,1,\nedu,edu/hello.s,1,\n");
    }
    fs::path at(const std::string& name) const { return folder_.path() / name; }
    std::string q(const std::string& name) const { return quoted(at(name).string()); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(at(name), std::ios::binary) << text; }
    void shell(const std::string& line) const { REQUIRE(std::system(line.c_str()) == 0); }
    std::string batch(const std::string& out, const std::string& more = "") const { return "grade batch --quiet --key k --manifest " + q("class.csv") + " --out " + q(out) + " " + more; }
    std::string collected(const std::string& out, const std::string& format) const { return run_anel("grade collect " + q(out) + " --format " + format).out; }

private:
    TemporaryFolder folder_;
};

std::vector<fs::path> results_of(const fs::path& out) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(out / "results")) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

}  // namespace

TEST_CASE("a class is graded to the same bytes by one, by several, by shards in any order, and by who was stopped and went on") {
    const Class students;
    REQUIRE(run_anel(students.batch("one", "--jobs 1")).exit_code == kDone);
    const std::string csv = students.collected("one", "csv"), whole = students.collected("one", "json");
    REQUIRE(std::ranges::count(csv, '\n') == 6);
    REQUIRE(csv.find("ana,01-hello-rings,100,100,graded") != std::string::npos);
    REQUIRE(csv.find("bruno,01-hello-rings,0,100,graded") != std::string::npos);
    for (const char* const student : {"carla", "dora", "edu"}) CHECK(csv.find(std::string(student) + ",01-hello-rings,100,100,graded") != std::string::npos);

    REQUIRE(run_anel(students.batch("several", "--jobs 4")).exit_code == kDone);
    for (const char* const shard : {"3/3", "1/3", "2/3"}) REQUIRE(run_anel(students.batch("shards", std::string("--shard ") + shard)).exit_code == kDone);
    // Killed wherever it is, some times, and then let be.
    for (const char* const after : {"0.05", "0.15", "0.3", "0.6"}) (void)run_anel(students.batch("stopped", "--jobs 2"), std::string("timeout --foreground -s KILL ") + after + " ");
    REQUIRE(run_anel(students.batch("stopped", "--jobs 2")).exit_code == kDone);
    for (const char* const out : {"several", "shards", "stopped"}) {
        INFO(out);
        CHECK(students.collected(out, "csv") == csv);
        CHECK(students.collected(out, "json") == whole);
        const auto files = results_of(students.at(out)), first = results_of(students.at("one"));
        REQUIRE(files.size() >= 5);
        for (const fs::path& file : first) CHECK(read_file(students.at(out) / "results" / file.filename()) == read_file(file));
    }
    for (const json& report : json::parse(whole)) CHECK(misfit(report, "lab.json").empty());
}

TEST_CASE("what is graded is not graded again, unless what it depends on has changed") {
    const Class students;
    REQUIRE(run_anel(students.batch("out")).exit_code == kDone);
    const auto before = results_of(students.at("out"));
    REQUIRE(before.size() == 5);
    const auto loud = [&](const std::string& more) { return run_anel("grade batch --key k --manifest " + students.q("class.csv") + " --out " + students.q("out") + " " + more).err; };
    const std::string again = loud("");
    CHECK(again.find("ana  100/100 (known)") != std::string::npos);
    CHECK(again.find("edu  100/100 (known)") != std::string::npos);
    // A result that was cut off is none.
    students.write("out/results/" + before[0].filename().string(), read_file(before[0]).substr(0, 40));
    // Bruno has understood it.
    students.write("bruno/hello.s", read_file(students.at("ana") / "hello.s"));
    const std::string third = loud("");
    CHECK(third.find("ana  100/100\n") != std::string::npos);
    CHECK(third.find("bruno  100/100\n") != std::string::npos);
    CHECK(third.find("carla  100/100 (known)") != std::string::npos);
    CHECK(results_of(students.at("out")).size() == 5);
    CHECK(loud("--key other").find("(known)") == std::string::npos);
    students.write("class.csv", "lab,student,path\n1,ana,ana\n");
    const Outcome other = run_anel(students.batch("out"));
    CHECK(other.exit_code == kBadInput);
    CHECK(other.err.find("holds the results of another manifest; name another folder with --out") != std::string::npos);
}

TEST_CASE("what is missing is said, and does not look like a grade") {
    const Class students;
    fs::remove_all(students.at("dora.tar"));
    const Outcome run = run_anel(students.batch("out"));
    CHECK(run.exit_code == kInternal);
    const Outcome collected = run_anel("grade collect " + students.q("out") + " --format csv");
    CHECK(collected.exit_code == kInternal);
    CHECK(collected.err.find("1 of 5 submissions have no result yet; the first is line 5 of the manifest.") != std::string::npos);
    CHECK(collected.out.find("dora") == std::string::npos);
    refuses("grade collect " + students.q("ana"), kBadInput, "there are no results in it");
}

TEST_CASE("one submission is judged alike as a folder, an archive or its file, and the exit code says what was asked") {
    const Class students;
    for (const char* const way : {"ana", "carla.tar.gz", "dora.tar", "ana/hello.s"}) {
        INFO(way);
        const Outcome run = run_anel("grade 1 " + students.q(way) + " --format json --exit score");
        CHECK(run.exit_code == kDone);
        CHECK(json::parse(run.out)["score"] == 100);
    }
    CHECK(run_anel("grade 1 " + students.q("bruno") + " --exit score").exit_code == kJudgedWrong);
    CHECK(run_anel("grade 1 " + students.q("bruno")).exit_code == kDone);
    CHECK(run_anel("grade 1 " + students.q("bruno") + " --exit infra").exit_code == kDone);
    // Nothing of a hidden test's question is in what a student is shown.
    const json report = json::parse(run_anel("grade 1 " + students.q("bruno") + " --format json").out);
    for (const json& test : report["tests"])
        if (test["hidden"] == true) CHECK(test["step"].is_null());
    refuses("grade 1 " + students.q("nobody"), kBadInput, "nobody: there is no such submission; name a student's folder, an archive of it, or the file itself");
}

TEST_CASE("platforms find their file where they look for it, one for each student where there are several") {
    const Class students;
    REQUIRE(run_anel("grade 1 " + students.q("ana") + " --format gradescope --out " + students.q("g")).exit_code == kDone);
    CHECK(json::parse(read_file(students.at("g/results.json")))["score"] == 100);
    REQUIRE(run_anel("grade 1 " + students.q("ana") + " " + students.q("bruno") + " --format prairielearn --quiet --out " + students.q("p")).exit_code == kDone);
    CHECK(json::parse(read_file(students.at("p/ana/results.json")))["score"] == 1);
    CHECK(json::parse(read_file(students.at("p/bruno/results.json")))["score"] == 0);
    refuses("grade 1 " + students.q("ana") + " " + students.q("bruno") + " --quiet --format gradescope", kUsage, "is for one submission; name a folder with --out");
    refuses("grade 1 " + students.q("ana") + " --format moodle", kUsage, "there is no format 'moodle'");
}

TEST_CASE("the packages for platforms leave a result behind, whether the grader runs or cannot even start") {
    const Class students;
    const fs::path labs = fs::absolute(source_file("labs"));
    for (const bool works : {true, false}) {
        INFO(works);
        fs::remove_all(students.at("root"));
        for (const char* const folder : {"root/source", "root/tests", "root/submission", "root/student"}) fs::create_directories(students.at(folder));
        for (const char* const folder : {"root/source/", "root/tests/"}) {
            students.write(std::string(folder) + "lab.txt", "1\n");
            students.write(std::string(folder) + "key.txt", "secret\n");
            fs::create_directory_symlink(labs, students.at(std::string(folder) + "labs"));
        }
        for (const char* const folder : {"root/submission", "root/student"}) fs::copy_file(students.at("ana/hello.s"), students.at(std::string(folder) + "/hello.s"));
        const std::string path = works ? "PATH=" + quoted(fs::absolute(built_program("anel").parent_path()).string()) + ":$PATH " : "PATH=/usr/bin:/bin ";
        (void)std::system((path + "ANEL_AUTOGRADER=" + students.q("root") + " " + quoted(source_file("labs/grader/platforms/gradescope/run_autograder").string()) + " >/dev/null 2>&1").c_str());
        const json gradescope = json::parse(read_file(students.at("root/results/results.json")));
        CHECK(gradescope["score"] == (works ? 100 : 0));
        CHECK((gradescope["tests"].size() > 0) == works);
        (void)std::system((path + "ANEL_GRADE=" + students.q("root") + " " + quoted(source_file("labs/grader/platforms/prairielearn/run.sh").string()) + " >/dev/null 2>&1").c_str());
        const json prairielearn = json::parse(read_file(students.at("root/results/results.json")));
        CHECK(prairielearn["gradable"] == works);
        CHECK(prairielearn["score"] == (works ? 1 : 0));
    }
}

TEST_CASE("tables that cannot be graded are refused with the line and what to do") {
    const Class students;
    const auto refused = [&](const std::string& text, const std::string& part) {
        students.write("bad.csv", text);
        refuses("grade batch --manifest " + students.q("bad.csv") + " --out " + students.q("never"), kBadInput, part);
        CHECK_FALSE(fs::exists(students.at("never")));
    };
    refused("", "it is empty; its first line names the columns: lab,student,path");
    refused("lab,path\n1,ana\n", "bad.csv:1: there is no column 'student'");
    refused("lab,student,path\n1,ana,ana\n\n1,ana,ana\n", "bad.csv:4: student 'ana' is there twice for lab 1; keep the line that counts");
    refused("lab,student,path\n1,\"a\nb\",x\n1,,x\n", "bad.csv:4: it has no student");
    refused("lab,student,path\n1,\"ana,x\n", "a field in double quotes has no end");
    for (const char* const shard : {"0/3", "4/3", "1", "1/0", "a/b", "1/3x", "-1/3"})
        refuses(students.batch("never", std::string("--shard ") + shard), kUsage, "is no shard; 3/8 is the third of eight");
    refuses(students.batch("never", "--exit points"), kUsage, "it is score");
}
