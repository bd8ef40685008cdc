#include "cli/document_output.hpp"

#include <chrono>
#include <memory>

#include "cli/interruption.hpp"
#include "report/manifest.hpp"
#include "report/output_directory.hpp"
#include "report/output_file.hpp"
#include "report/report_page.hpp"

namespace stepdown {

void write_documents(const DocumentOutput& output, const Invocation& invocation) {
    std::vector<std::string_view> names = {"manifest.json", report_file};
    for (const auto& [name, text] : output.documents) names.push_back(name);
    std::shared_ptr<OutputDirectory> directory;
    invocation.interruption.make_with_clean_up([&] {
        directory = std::make_shared<OutputDirectory>(output.directory, names);
        return [directory] { directory->discard(); };
    });
    for (const auto& [name, text] : output.documents) write_file(directory->path() / name, text);
    Manifest manifest;
    manifest.scenario = output.scenario;
    for (const ScenarioFile& file : *output.files) manifest.files.push_back({file.name, file.text});
    manifest.settings = output.settings;
    manifest.seed = output.seed;
    manifest.replications = output.replications;
    manifest.command_line = invocation.command_line;
    manifest.threads = output.threads;
    manifest.started = std::chrono::system_clock::now();
    write_file(directory->path() / "manifest.json", manifest_json(manifest));
    write_file(directory->path() / report_file, report_page(directory->path()));
    directory->publish();
}

}  // namespace stepdown
