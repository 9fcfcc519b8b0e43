// What libFuzzer calls, for the target that FUZZ_TARGET names.
#include "solver/petsc_runtime.hpp"
#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  static sanggan::PetscRuntime const runtime(*argc, *argv);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  sanggan::test::FUZZ_TARGET({reinterpret_cast<char const*>(data), size});
  return 0;
}
