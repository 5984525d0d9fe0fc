#ifndef STANDFIRST_TESTS_CORE_TRAINED_MODEL_TEST_H_
#define STANDFIRST_TESTS_CORE_TRAINED_MODEL_TEST_H_

#include <gtest/gtest.h>

#include <string>

#include "core/include/standfirst/standfirst.h"
#include "tests/core/stored_model.h"

namespace standfirst {

// Tests of what a reader gets: all parts as they are shipped, loaded once.
class TrainedModelTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    model_ = new Model();
    for (const char* part : {"base", "entities", "grammar"}) {
      ASSERT_TRUE(model_
                      ->LoadPart(ReadStoredModel("models/" + std::string(part) +
                                                 ".sfm"))
                      .ok());
    }
  }
  static void TearDownTestSuite() {
    delete model_;
    model_ = nullptr;
  }

  inline static Model* model_ = nullptr;
};

}  // namespace standfirst

#endif  // STANDFIRST_TESTS_CORE_TRAINED_MODEL_TEST_H_
