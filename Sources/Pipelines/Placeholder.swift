// placeholder until the first file of Pipelines stands
